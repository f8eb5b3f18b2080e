import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { z } from 'zod';

import type { Exchange } from '../../tests/fake-discord/exchange-recorder.js';

const parameterList = z.array(z.object({ name: z.string(), in: z.string() })).optional();
const operation = z.object({
  parameters: parameterList,
  requestBody: z.object({ required: z.boolean().optional() }).optional(),
  responses: z.record(z.string(), z.object({ $ref: z.string().optional(), content: z.unknown().optional() })),
});
const pathItem = z.object({
  parameters: parameterList,
  get: operation.optional(),
  put: operation.optional(),
  post: operation.optional(),
  patch: operation.optional(),
  delete: operation.optional(),
});
const outline = z.object({ openapi: z.string().startsWith('3.1'), paths: z.record(z.string(), pathItem) });

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly pointer: Pointer;
}

interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly pattern: RegExp;
  readonly parameters: readonly Parameter[];
  readonly operation: z.infer<typeof operation>;
}

/** The names that lead to a part of the description. */
type Pointer = readonly string[];

/** What the description does not allow. */
export interface Difference {
  /** For example `POST /channels/{channel_id}/messages, request`. */
  readonly where: string;
  readonly what: string;
}

/** Discord’s OpenAPI description of its API, which exchanges are checked against. */
export class DiscordDescription {
  private readonly endpoints: readonly Endpoint[];
  private readonly requests: SchemaSet;
  private readonly parameters: SchemaSet;
  private readonly responses: SchemaSet;

  /** @throws ZodError for what is no OpenAPI 3.1 description. */
  constructor(document: unknown) {
    const { paths } = outline.parse(document);
    this.endpoints = Object.entries(paths)
      .flatMap(([path, item]) => endpointsOf(path, item))
      // A path that is written out goes before one that has a parameter in its place.
      .sort((left, right) => left.path.split('{').length - right.path.split('{').length);
    const corrected = withProperties(document, corrections);
    this.responses = new SchemaSet(discriminate(corrected));
    this.parameters = new SchemaSet(corrected, { coerceTypes: true });
    this.requests = new SchemaSet(discriminate(closeObjects(withProperties(corrected, surplus))));
  }

  findDifferences(exchange: Exchange): Difference[] {
    const { method, path, status } = exchange;
    const endpoint = this.endpoints.find(
      (each) => each.method === method && each.pattern.test(decodeURIComponent(path)),
    );
    if (endpoint === undefined) return [{ where: `${method} ${path}`, what: 'There is no such endpoint.' }];
    const at = (part: string) => (what: string) => ({ where: `${method} ${endpoint.path}, ${part}`, what });
    return [
      ...this.checkParameters(endpoint, exchange).map(at('parameters')),
      // What the fake refused on purpose may be anything.
      ...(status < 400 ? this.checkRequest(endpoint, exchange).map(at('request')) : []),
      ...(status < 500 ? this.checkResponse(endpoint, exchange).map(at(`answer ${status}`)) : []),
    ];
  }

  private checkParameters(endpoint: Endpoint, { path, query }: Exchange): string[] {
    const find = (place: string, name: string): Parameter | undefined =>
      endpoint.parameters.find((each) => each.in === place && each.name === name);
    const given: { name: string; value: string; parameter: Parameter | undefined }[] = [
      ...Object.entries(endpoint.pattern.exec(decodeURIComponent(path))?.groups ?? {}).map(
        ([name, value]) => ({
          name,
          value,
          parameter: find('path', name),
        }),
      ),
      ...[...new URLSearchParams(query)].map(([name, value]) => ({
        name,
        value,
        parameter: find('query', name),
      })),
    ];
    return given.flatMap(({ name, value, parameter }) =>
      parameter === undefined
        ? [`${name} is no parameter`]
        : this.parameters.check([...parameter.pointer, 'schema'], value).map((what) => `${name} ${what}`),
    );
  }

  private checkRequest({ method, path, operation }: Endpoint, { request }: Exchange): string[] {
    if (operation.requestBody === undefined) return request === undefined ? [] : ['takes no body'];
    if (request === undefined) return operation.requestBody.required === true ? ['needs a body'] : [];
    return this.requests.check(['paths', path, method.toLowerCase(), 'requestBody', ...jsonSchema], request);
  }

  private checkResponse({ method, path, operation }: Endpoint, { status, response }: Exchange): string[] {
    const name = [String(status), `${String(status).charAt(0)}XX`].find(
      (each) => each in operation.responses,
    );
    const described = name === undefined ? undefined : operation.responses[name];
    if (name === undefined || described === undefined) return ['is no status of this endpoint'];
    const pointer = described.$ref?.split('/').slice(1) ?? [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      name,
    ];
    const hasBody = described.$ref !== undefined || described.content !== undefined;
    if (!hasBody) return response === undefined ? [] : ['has no body'];
    return response === undefined
      ? ['needs a body']
      : this.responses.check([...pointer, ...jsonSchema], response);
  }
}

const jsonSchema = ['content', 'application/json', 'schema'];

function endpointsOf(path: string, item: z.infer<typeof pathItem>): Endpoint[] {
  const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  return (['get', 'put', 'post', 'patch', 'delete'] as const).flatMap((method) => {
    const operation = item[method];
    if (operation === undefined) return [];
    const place = (list: typeof item.parameters, pointer: Pointer): Parameter[] =>
      (list ?? []).map((each, index) => ({ ...each, pointer: [...pointer, 'parameters', String(index)] }));
    const parameters = [
      ...place(operation.parameters, ['paths', path, method]),
      ...place(item.parameters, ['paths', path]),
    ];
    return [{ method: method.toUpperCase(), path, pattern, parameters, operation }];
  });
}

/** The schemas of a document, found by where they stand in it. */
class SchemaSet {
  private readonly ajv: Ajv2020;
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: AnySchemaObject, options: { readonly coerceTypes?: boolean } = {}) {
    this.ajv = new Ajv2020({ strict: false, allErrors: true, ...options });
    formats.default(this.ajv);
    // Snowflakes have a pattern of their own; a nonce is any text or number.
    for (const name of ['snowflake', 'nonce']) this.ajv.addFormat(name, true);
    this.ajv.addSchema(document, 'discord');
  }

  /** What is wrong with a value. */
  check(pointer: Pointer, value: unknown): string[] {
    const fragment = pointer
      .map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate = this.compiled.get(fragment) ?? this.ajv.compile({ $ref: `discord#/${fragment}` });
    this.compiled.set(fragment, validate);
    return validate(value) ? [] : describe(validate.errors ?? []);
  }
}

/** The errors that lie deepest: where a union is not told apart by a type they are of the branch that came nearest. */
function describe(errors: readonly ErrorObject[]): string[] {
  const isOfUnion = ({ keyword }: ErrorObject): boolean => keyword === 'oneOf' || keyword === 'anyOf';
  const depthOf = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;
  const told = errors.some((error) => !isOfUnion(error))
    ? errors.filter((error) => !isOfUnion(error))
    : errors;
  const deepest = Math.max(...told.map(depthOf));
  const sentences = told
    .filter((error) => depthOf(error) === deepest)
    .map(({ keyword, instancePath, message, params }) => {
      const place = instancePath.replace(/\/\d+(?=\/|$)/g, '/…') || 'it';
      const property = keyword === 'additionalProperties' ? `: ${String(params.additionalProperty)}` : '';
      return `${place} ${message ?? keyword}${property}`;
    });
  return [...new Set(sentences)];
}

/** Properties of schemas, by the schemas' names. */
type Properties = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Where the description says otherwise than Discord's reference and the API itself. */
const corrections: Properties = {
  // https://docs.discord.com/developers/interactions/application-commands#application-command-object: a string.
  ApplicationCommandUpdateRequest: {
    default_member_permissions: { type: ['string', 'null'], pattern: '^[0-9]+$' },
  },
  // https://docs.discord.com/developers/reference#error-messages: the code of a field's error is a word.
  InnerErrors: {
    _errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { code: { type: 'string' }, message: { type: 'string' } },
        required: ['code', 'message'],
      },
    },
  },
};

/** What discord.js sends without being asked to, and Discord passes over. */
const surplus: Properties = {
  IncomingWebhookRequestPartial: { enforce_nonce: true },
  IncomingWebhookUpdateRequestPartial: { tts: true, enforce_nonce: true },
  IncomingWebhookInteractionRequest: { enforce_nonce: true },
  IncomingWebhookUpdateForInteractionCallbackRequestPartial: { tts: true, enforce_nonce: true },
  CreateTextThreadWithMessageRequest: { type: true },
};

function withProperties(document: unknown, more: Properties): AnySchemaObject {
  const copy = structuredClone(document) as {
    components: { schemas: Record<string, { properties?: Record<string, unknown> } | undefined> };
  };
  for (const [name, properties] of Object.entries(more)) {
    const schema = copy.components.schemas[name];
    if (schema !== undefined) schema.properties = { ...schema.properties, ...properties };
  }
  return copy;
}

const objectSchema = z.looseObject({
  type: z.literal('object'),
  properties: z.record(z.string(), z.unknown()),
  additionalProperties: z.undefined().optional(),
});

/** An object has only the properties that are listed: one that Discord would pass over in silence is a slip. */
function closeObjects(document: AnySchemaObject): AnySchemaObject {
  return rewrite(document, (part) => {
    const schema = objectSchema.safeParse(part);
    return schema.success ? { ...schema.data, additionalProperties: false } : part;
  });
}

const referenceUnion = z.union([
  z.object({ oneOf: z.array(z.object({ $ref: z.string() })) }),
  z.object({ anyOf: z.array(z.object({ $ref: z.string() })) }).transform(({ anyOf }) => ({ oneOf: anyOf })),
]);
const taggedSchema = z.object({
  properties: z.object({ type: z.object({ enum: z.array(z.number()) }) }),
  required: z.array(z.string()).refine((required) => required.includes('type')),
});

/** Lets unions whose members differ in their `type` be told apart by it, so that errors are of the right member. */
function discriminate(document: AnySchemaObject): AnySchemaObject {
  const { schemas } = (document as { components: { schemas: Record<string, unknown> } }).components;
  return rewrite(document, (part) => {
    const union = referenceUnion.safeParse(part);
    if (!union.success) return part;
    const members = union.data.oneOf.map(({ $ref }) => ({
      $ref,
      tags: taggedSchema.safeParse(schemas[$ref.split('/').at(-1) ?? '']).data?.properties.type.enum,
    }));
    const tags = members.flatMap((member) => member.tags ?? []);
    const areDistinct = members.every((member) => member.tags) && new Set(tags).size === tags.length;
    if (!areDistinct) return part;
    const typed = (values: readonly number[] | undefined) => ({
      properties: { type: { enum: values } },
      required: ['type'],
    });
    return {
      type: 'object',
      ...typed(tags),
      allOf: members.map((member) => ({ if: typed(member.tags), then: { $ref: member.$ref } })),
    };
  });
}

function rewrite(document: AnySchemaObject, change: (part: unknown) => unknown): AnySchemaObject {
  const visit = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== 'object' || part === null) return part;
    return change(Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, visit(inner)])));
  };
  return visit(document) as AnySchemaObject;
}
