import type { OnReading, Verification } from '@misaq/platform/assembly/verification.js';

/*
 * What the controllers are given, each by a name of its own: `@Inject(READ_MODELS) models: ReadModels`. The router and the
 * bus of commands are injected by their classes.
 */

/** The boards and the history: `ReadModels`. */
export const READ_MODELS = Symbol('read models');
/** The log: `LogStore`. */
export const EVENT_STORE = Symbol('event store');
/** The time: `Clock`. */
export const CLOCK = Symbol('clock');
/** Makes pseudonyms of persons: `PersonKey`. */
export const PERSON_KEY = Symbol('person key');
/** Checks and applies files: `Imports`. */
export const IMPORTS = Symbol('imports');
/** The path of the data directory. */
export const DATA_DIRECTORY = Symbol('data directory');
/** Reads the whole log and compares the read models with it: {@link VerifyLog}. */
export const VERIFY_LOG = Symbol('verify the log');
export type VerifyLog = (onReading: OnReading) => Promise<Verification>;

/** Where the secrets of tokens come from: `@Inject(RANDOM) random: Random`. */
export const RANDOM = Symbol('randomness');

/** The key from which the secrets of webhooks are made. */
export const WEBHOOK_KEY = Symbol('webhook key');
/** Where webhooks may lead. */
export const NETWORK_RULES = Symbol('network rules');
