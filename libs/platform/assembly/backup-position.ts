/** The position of the last event in a copy of a log, for callers outside of the assembly. */
export { positionOfBackup } from '@misaq/platform/event-store/sqlite/backup.js';
