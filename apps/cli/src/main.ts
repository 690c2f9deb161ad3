import { x } from '@misaq/calendar/x.js';
console.log(x);
