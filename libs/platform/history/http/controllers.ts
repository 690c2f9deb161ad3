import { HistoryController } from './history.controller.js';

/** The routes of the API. */
export const controllers = [HistoryController];
