import { alternating } from './alternating';

describe('alternating', () => {
  it('lets each go first in every second round', () => {
    expect(alternating(['ours', 'stock'], 3)).toEqual([
      ['ours', 'stock'],
      ['stock', 'ours'],
      ['ours', 'stock'],
    ]);
  });
});
