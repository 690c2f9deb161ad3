import { parentPort, workerData } from 'node:worker_threads';
import { compareTables } from '@misaq/platform/projections/compare.js';
import type { ComparisonWork } from './rebuild-threads.js';

/* A thread that compares two files of a read model, says what it found, and ends. */

const { served, rebuilt, tables } = workerData as ComparisonWork;
parentPort?.postMessage(compareTables(served, rebuilt, tables));
