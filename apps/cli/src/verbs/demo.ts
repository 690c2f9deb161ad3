import type { Command } from 'commander';
import { done } from '@misaq/platform/command-line/outcome.js';
import type { Shell } from '../shell.js';

export function registerDemo(command: Command, shell: Shell): void {
  command
    .option(
      '--exit',
      'end when the story has been told, without serving (with --json it does so in any case)',
    )
    .addHelpText(
      'after',
      `
Plays on MISAQ_DATA_DIR (or --data) when it is given and new, else on data/demo-<time>. Interrupted, it goes on from
where it was when it is started again on the same directory. When the story has been told, its data directory is served
(at MISAQ_PORT, or at a free port) until Ctrl-C, with a token for each role.

Example:
  npm run demo
  npm run -s demo -- --exit --json`,
    );
  command.action(() =>
    shell.run(command, async (session) => {
      session.hereOnly();
      const [{ newDemoFolder, takeDemoFolder }, { playStory }, { storyJson }, { storyText }] =
        await Promise.all([
          import('../demo/directory.js'),
          import('../demo/story.js'),
          import('../demo/story-json.js'),
          import('../demo/story-text.js'),
        ]);
      const folder = session.folderGiven ? session.folder : newDemoFolder(session.clock.now());
      session.makes(folder);
      const taken = takeDemoFolder(folder);
      session.note(`The demo's data directory is ${taken}`);
      const story = await playStory(session, taken);
      const outcome = done(storyJson(story), (screen) => storyText(screen, story));
      const ends = session.json || command.opts<{ exit?: true }>().exit === true;
      return ends
        ? outcome
        : {
            ...outcome,
            afterwards: async () => {
              const { serveDemo } = await import('../demo/serve-demo.js');
              await serveDemo(taken, session);
            },
          };
    }),
  );
}
