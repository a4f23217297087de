import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Permission as PermissionName } from '../../../domain/access/permissions.js';

export const PERMISSION = 'xuehui:permission';

/** The permission that a route needs. The API does not start while a route lacks one. */
export const Permission = (permission: PermissionName): MethodDecorator =>
  applyDecorators(SetMetadata(PERMISSION, permission), ApiExtension('x-permission', permission));
