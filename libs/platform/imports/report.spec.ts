import { createSlice } from '@misaq/platform/scheduling/slices.js';
import { ErrorList, ERRORS_LISTED_MAX, type RowError } from './report.js';

const error = (row: number): RowError => ({ row, column: 'on', code: 'empty', message: 'on is empty.' });

describe('the errors of a file', () => {
  it('are listed by row, whichever was found first', async () => {
    const errors = new ErrorList();
    errors.add([error(7_000), error(3)]);
    errors.add([error(5)]);
    expect((await errors.listed(createSlice())).map(({ row }) => row)).toEqual([3, 5, 7_000]);
  });

  it('are counted and no longer listed when there are too many', async () => {
    const errors = new ErrorList();
    errors.add(Array.from({ length: ERRORS_LISTED_MAX + 2 }, (_, index) => error(index + 2)));
    const listed = await errors.listed(createSlice());
    expect(listed).toHaveLength(ERRORS_LISTED_MAX + 1);
    expect(listed.at(-1)).toMatchObject({ code: 'more_errors', message: '2 more errors are not listed.' });
  });
});
