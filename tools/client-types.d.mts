import type { OpenAPIObject } from '@nestjs/swagger';

export function clientTypes(document: OpenAPIObject): Promise<string>;
