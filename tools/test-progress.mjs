/**
 * A reporter for Jest: one line of progress, and the messages of each file that failed. On a terminal the line is
 * overwritten; elsewhere a new one is written at most every ten seconds.
 */
const LINE_EVERY_MS = 10_000;
const SLOWEST_SHOWN = 5;

export default class TestProgress {
  #started = Date.now();
  #shownAt = 0;
  #lineStands = false;
  #files = [];

  onTestResult({ path }, result, { numTotalTestSuites, numPassedTests, numFailedTests }) {
    this.#files.push({ path, seconds: (result.perfStats.end - result.perfStats.start) / 1_000 });
    if (result.failureMessage) this.#write(`${this.#clear()}FAIL ${path}\n${result.failureMessage}\n`);
    const line =
      `${this.#files.length} of ${numTotalTestSuites} files, ${numPassedTests} passed, ${numFailedTests} failed, ` +
      `${Math.round((Date.now() - this.#started) / 1_000)} s`;
    const isLast = this.#files.length === numTotalTestSuites;
    if (process.stderr.isTTY) {
      this.#write(`${this.#clear()}${line}`);
      this.#lineStands = true;
      return;
    }
    if (!isLast && Date.now() - this.#shownAt < LINE_EVERY_MS) return;
    this.#shownAt = Date.now();
    this.#write(`${line}\n`);
  }

  onRunComplete() {
    if (this.#lineStands) this.#write('\n');
    const slowest = this.#files.sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_SHOWN);
    const here = `${process.cwd()}/`;
    for (const { path, seconds } of slowest)
      this.#write(`  ${seconds.toFixed(1).padStart(6)} s  ${path.replace(here, '')}\n`);
  }

  #write(text) {
    process.stderr.write(text);
  }

  /** Ends the overwritten line, so that other output can follow. */
  #clear() {
    if (!this.#lineStands) return '';
    this.#lineStands = false;
    return '\r\u001b[K';
  }
}
