import { describe, expect, it } from 'vitest';

import { DiscordDescription } from '../../scripts/tools/discord-description.js';
import type { Exchange } from '../fake-discord/exchange-recorder.js';

const snowflake = { type: 'string', pattern: '^[0-9]+$' };
const tagged = (tag: number, properties: object, required: string[]) => ({
  type: 'object',
  properties: { type: { type: 'integer', enum: [tag] }, ...properties },
  required: ['type', ...required],
});

/** Two endpoints in the shape of Discord's description. */
const document = {
  openapi: '3.1.0',
  paths: {
    '/messages/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: snowflake }],
      post: {
        parameters: [{ name: 'wait', in: 'query', schema: { type: 'boolean' } }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Message' } } },
        },
        responses: {
          201: {
            content: {
              'application/json': {
                schema: { type: 'object', properties: { id: snowflake }, required: ['id'] },
              },
            },
          },
          '4XX': { $ref: '#/components/responses/Refusal' },
        },
      },
    },
    '/messages/@me': { get: { responses: { 204: {} } } },
  },
  components: {
    schemas: {
      Message: {
        type: 'object',
        properties: {
          parts: {
            type: 'array',
            items: {
              oneOf: [{ $ref: '#/components/schemas/Button' }, { $ref: '#/components/schemas/List' }],
            },
          },
        },
      },
      Button: tagged(2, { label: { type: 'string', maxLength: 3 } }, ['label']),
      List: tagged(3, { options: { type: 'array', minItems: 1 } }, ['options']),
    },
    responses: {
      Refusal: {
        content: {
          'application/json': {
            schema: { type: 'object', properties: { code: { type: 'integer' } }, required: ['code'] },
          },
        },
      },
    },
  },
};

const right: Exchange = {
  method: 'POST',
  path: '/messages/12',
  query: 'wait=true',
  request: { parts: [{ type: 2, label: 'abc' }] },
  status: 201,
  response: { id: '1', more: true },
};
const post = 'POST /messages/{id}';

describe('an exchange against the description', () => {
  const description = new DiscordDescription(document);
  const differencesOf = (change: Partial<Exchange>) =>
    description.findDifferences({ ...right, ...change }).map(({ where, what }) => `${where}: ${what}`);

  it.each<[string, Partial<Exchange>]>([
    ['is right', {}],
    ['is refused in the way described', { status: 400, request: { anything: 1 }, response: { code: 1 } }],
    ['breaks down at Discord’s', { status: 502, response: { code: 'x' } }],
    [
      'has a path that another with a parameter would fit',
      {
        method: 'GET',
        path: '/messages/%40me',
        query: '',
        request: undefined,
        status: 204,
        response: undefined,
      },
    ],
  ])('holds where it %s', (_, change) => {
    expect(differencesOf(change)).toEqual([]);
  });

  it.each<[string, Partial<Exchange>, string]>([
    ['another path', { path: '/nothing' }, 'POST /nothing: There is no such endpoint.'],
    ['another method', { method: 'PATCH' }, 'PATCH /messages/12: There is no such endpoint.'],
    ['a wrong id', { path: '/messages/x' }, `${post}, parameters: id it must match pattern "^[0-9]+$"`],
    ['an unknown parameter', { query: 'wiat=true' }, `${post}, parameters: wiat is no parameter`],
    ['a parameter of another type', { query: 'wait=1x' }, `${post}, parameters: wait it must be boolean`],
    ['no body', { request: undefined }, `${post}, request: needs a body`],
    [
      'a slip in a name',
      { request: { part: [] } },
      `${post}, request: it must NOT have additional properties: part`,
    ],
    [
      'too long a label, told of the button alone',
      { request: { parts: [{ type: 2, label: 'abcd' }] } },
      `${post}, request: /parts/…/label must NOT have more than 3 characters`,
    ],
    [
      'a type that is none',
      { request: { parts: [{ type: 9 }] } },
      `${post}, request: /parts/…/type must be equal to one of the allowed values`,
    ],
    ['another status', { status: 200 }, `${post}, answer 200: is no status of this endpoint`],
    [
      'an answer without what is required',
      { response: {} },
      `${post}, answer 201: it must have required property 'id'`,
    ],
    ['an answer without a body', { response: undefined }, `${post}, answer 201: needs a body`],
    [
      'a refusal of another shape',
      { status: 404, response: {} },
      `${post}, answer 404: it must have required property 'code'`,
    ],
  ])('tells of %s', (_, change, difference) => {
    expect(differencesOf(change)).toEqual([difference]);
  });
});
