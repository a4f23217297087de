import { Module } from '@nestjs/common';
import { StuckController } from './stuck.controller.js';
import { StuckService } from './stuck.service.js';

@Module({ controllers: [StuckController], providers: [StuckService], exports: [StuckService] })
export class StuckModule {}
