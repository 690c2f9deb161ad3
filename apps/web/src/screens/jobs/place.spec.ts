import { jobAddress, jobsAddress, jobsQuery, withFilter } from './place.js';

describe('The list of jobs', () => {
  it('is held to what its address says', () => {
    const { searchParams } = new URL(
      jobsAddress({ province: 'p', year: 1401, counted: 'true', agency: undefined, dueRound: 2 }),
      'http://localhost',
    );
    expect(jobsQuery(searchParams)).toEqual({ province: 'p', year: 1401, counted: true, dueRound: 2 });
  });

  it('holds what does not count too', () => {
    expect(jobsQuery(new URLSearchParams('counted=false&status=&cursor=c'))).toEqual({
      counted: false,
      cursor: 'c',
    });
  });

  it('begins at the first page when a filter changes', () => {
    expect(withFilter(new URLSearchParams('cursor=c&year=1401'), 'gender', 'female').toString()).toBe(
      'year=1401&gender=female',
    );
  });

  it('leads to a job whose id has a slash', () => {
    expect(jobAddress('a/b')).toBe('/jobs/a%2Fb');
  });
});
