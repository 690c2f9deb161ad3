import { userInfo } from 'node:os';
import { actorOf } from './actor.js';

describe('who acts on the command line', () => {
  it('is who --as says, in the role it says, and the operating-system user is recorded in any case', () => {
    const { username } = userInfo();
    expect(actorOf('labour-1:labour')).toEqual({
      id: 'labour-1',
      name: 'labour-1',
      role: 'labour',
      operatingSystemUser: username,
    });
    expect(actorOf(undefined)).toMatchObject({ id: username, role: 'admin', operatingSystemUser: username });
  });

  it('acts for an organisation when one is named', () => {
    expect(actorOf('refah-1:bank@bank-refah')).toMatchObject({
      id: 'refah-1',
      role: 'bank',
      organisation: 'bank-refah',
    });
  });

  it.each(['labour-1', 'labour-1:king', ':labour', 'x:system', 'a b:labour', 'x:bank@', 'x:bank@a b'])(
    'is nobody: %s',
    (as) => {
      expect(() => actorOf(as)).toThrow('--as');
    },
  );
});
