import { Module } from '@nestjs/common';
import { ReviewDecisionsController } from './review-decisions.controller.js';
import { ReviewDecisionsService } from './review-decisions.service.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsService } from './reviews.service.js';

@Module({ controllers: [ReviewsController, ReviewDecisionsController], providers: [ReviewsService, ReviewDecisionsService] })
export class ReviewsModule {}
