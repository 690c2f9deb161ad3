import { dirname, resolve } from 'node:path';

/** Where the process was started, before {@link changeToUsersFolder}: under npm the folder of the program. */
export const STARTED_IN = process.cwd();

/**
 * Moves the process to the folder in which its user stands. npm starts programs in the folder of their package and says
 * in INIT_CWD where the user typed the command; a relative name, of an argument or of a setting, means a file there.
 * What nobody typed stays where it was: the default data directory lies in {@link STARTED_IN}.
 *
 * INIT_CWD is inherited by whatever the package's scripts start, also from another folder or for another package; it
 * counts only where npm has put the process.
 */
export function changeToUsersFolder({
  INIT_CWD: typedIn,
  npm_package_json: packageFile,
}: NodeJS.ProcessEnv): void {
  if (typedIn === undefined || typedIn === '') return;
  if (packageFile !== undefined && resolve(dirname(packageFile)) !== STARTED_IN) return;
  try {
    process.chdir(typedIn);
  } catch {
    // The folder is gone, or not this user's; names mean files where the program stands, as without npm.
  }
}
