import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { Problem } from '../contract/problem.js';

export const ANSWER = 'xuehui:answer';
export const FILE = 'xuehui:file';

/** The schema of a route's answer, its status (200 unless said) and one line for the API's documentation. */
export function Answers(summary: string, schema: z.ZodType, status = 200): MethodDecorator {
  return applyDecorators(
    SetMetadata(ANSWER, schema),
    HttpCode(status),
    ApiOperation({ summary }),
    ApiResponse({ status, description: summary, standardSchema: schema }),
    ApiResponse({ status: 'default', description: 'A problem (RFC 9457)', standardSchema: Problem }),
  );
}

/** For a document: its bytes, with its own media type. */
export function AnswersFile(summary: string): MethodDecorator {
  return applyDecorators(
    SetMetadata(FILE, true),
    ApiOperation({ summary }),
    ApiResponse({ status: 200, description: summary, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }),
    ApiResponse({ status: 'default', description: 'A problem (RFC 9457)', standardSchema: Problem }),
  );
}

/** For commands whose only answer is that they were done. */
export function AnswersNothing(summary: string): MethodDecorator {
  return applyDecorators(
    HttpCode(204),
    ApiOperation({ summary }),
    ApiResponse({ status: 204, description: summary }),
    ApiResponse({ status: 'default', description: 'A problem (RFC 9457)', standardSchema: Problem }),
  );
}
