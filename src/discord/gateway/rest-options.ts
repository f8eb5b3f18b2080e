import { DefaultRestOptions } from 'discord.js';
import type { RESTOptions } from 'discord.js';

import { notDiscordError } from './login-errors.js';

/**
 * How Discord's REST API is reached. discord.js takes a web page for an empty answer, such as the sign-in page that
 * a hotspot shows in place of every address; here it is refused.
 */
export function restOptions(apiUrl: string): Partial<RESTOptions> {
  return {
    api: apiUrl,
    async makeRequest(url, init) {
      const response = await DefaultRestOptions.makeRequest(url, init);
      const { status, headers } = response;
      const contentType = headers.get('content-type');
      const isJson = contentType === null || /^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType);
      const isRedirect = status >= 300 && status < 400;
      // Discord's own guards answer with pages to those who go too fast, and when it is down.
      const mayBePage = status === 429 || status >= 500;
      if (isRedirect || (!isJson && !mayBePage)) {
        const kind = /^[\w.+-]+\/[\w.+-]+/.exec(contentType ?? '')?.[0] ?? 'of no type';
        throw notDiscordError(`status ${status}, ${kind}`);
      }
      return response;
    },
  };
}
