import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarService } from './calendar.service.js';
import { RecalculationService } from './recalculation.service.js';

@Module({ controllers: [CalendarController], providers: [CalendarService, RecalculationService] })
export class CalendarModule {}
