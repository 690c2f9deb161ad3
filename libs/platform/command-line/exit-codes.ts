/** How the process ends; explained in the help. */
export const EXIT = {
  done: 0,
  refused: 1,
  badUsage: 2,
  unexpected: 3,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
