import { Controller, Get } from '@nestjs/common';
import { Needs } from '../http/needs.js';

@Controller('health')
export class HealthController {
  /** Whether the process runs at all: to be restarted when it does not answer. */
  @Get('live')
  @Needs('nobody')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
