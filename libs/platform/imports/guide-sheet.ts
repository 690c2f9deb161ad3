/** The sheet of a template that explains its columns. It is never read as data. */
export const GUIDE_SHEET = 'راهنما';
