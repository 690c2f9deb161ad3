import {
  AddressRefusedError,
  addressFault,
  findReceiver,
  isPublicAddress,
  type Lookup,
} from './addresses.js';

const STRICT = { allowPrivateNetworks: false };
const ALLOWED = { allowPrivateNetworks: true };

const leadsTo =
  (...addresses: readonly string[]): Lookup =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

describe('a public internet address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '185.143.234.1', '223.255.255.255', '2606:4700::1111', '2a01:4f8::1'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    'example.org',
    '',
    '127.1',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('the address of a webhook', () => {
  it.each([
    ['http://example.org/', 'https is required'],
    ['ftp://example.org/', 'it is neither https nor http'],
    ['https://user@example.org/', 'it holds a user or a password'],
    ['https://127.0.0.1/', 'it lies in a private network'],
    // The address itself is checked, in whatever notation.
    ['https://0x7f.1/', 'it lies in a private network'],
    ['https://2130706433/', 'it lies in a private network'],
    ['https://017700000001/', 'it lies in a private network'],
    ['https://[::ffff:127.0.0.1]/', 'it lies in a private network'],
    ['https://[fe80::1]/', 'it lies in a private network'],
    ['https://①②⑦.0.0.1/', 'it lies in a private network'],
    ['https://localhost/', 'it lies in a private network'],
    ['https://misaq.LOCALHOST./', 'it lies in a private network'],
    ['not an address', 'it is no address'],
  ])('%s is refused: %s', (address, fault) => {
    expect(addressFault(address, STRICT)).toBe(fault);
  });

  it('may be anything on http where the operator allows it, and nothing else', () => {
    expect(addressFault('http://127.0.0.1:8080/', ALLOWED)).toBeUndefined();
    expect(addressFault('file:///etc/passwd', ALLOWED)).toBe('it is neither https nor http');
  });

  it('is refused when its name leads into a private network, also beside a public address', async () => {
    for (const lookup of [leadsTo('10.0.0.1'), leadsTo('8.8.8.8', '169.254.169.254'), leadsTo('::1')])
      await expect(findReceiver('https://example.org/', STRICT, lookup)).rejects.toThrow(AddressRefusedError);
    expect(await findReceiver('https://example.org/', STRICT, leadsTo('8.8.8.8', '2a01::1'))).toMatchObject({
      address: '8.8.8.8',
      family: 4,
    });
  });

  it('that cannot be resolved is refused with a sentence', async () => {
    const failing: Lookup = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
    await expect(findReceiver('https://example.org/', STRICT, failing)).rejects.toThrow(
      'the name example.org cannot be looked up (ENOTFOUND)',
    );
    await expect(findReceiver('https://example.org/', STRICT, leadsTo())).rejects.toThrow('leads nowhere');
  });
});
