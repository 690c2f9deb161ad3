import { createSealed } from './sealed.js';

const KEY = new Uint8Array(32).fill(1);

describe('A sealed record', () => {
  const sealed = createSealed(KEY);
  const record = { name: 'sara', principals: ['sara'], secret: 'GEZDGNBVGY3TQOJQ' };

  it('is read where it was kept, and reveals nothing without the key', () => {
    const bytes = sealed.seal('account sara', record);
    expect(sealed.open('account sara', bytes)).toEqual(record);
    expect(bytes.toString('latin1')).not.toContain('GEZDGNBVGY3TQOJQ');
    expect(bytes.equals(sealed.seal('account sara', record))).toBe(false);
  });

  it('is not opened elsewhere, under another key, cut short or changed in one bit', () => {
    const bytes = sealed.seal('account sara', record);
    expect(sealed.open('account reza', bytes)).toBeUndefined();
    expect(createSealed(new Uint8Array(32).fill(2)).open('account sara', bytes)).toBeUndefined();
    expect(sealed.open('account sara', bytes.subarray(0, 20))).toBeUndefined();
    expect(sealed.open('account sara', new Uint8Array())).toBeUndefined();
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(sealed.open('account sara', changed)).toBeUndefined();
    }
  });
});
