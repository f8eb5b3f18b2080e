/** Where Discord hands out what users attached. */
const discordHosts = new Set(['cdn.discordapp.com', 'media.discordapp.net']);
const downloadTimeoutMs = 60_000;

export type Download =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'wrong-host' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed' };

/** Discord's hosts over https; also the host of the configured API, where that is another one. */
export function isAllowedAddress(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:' && url.port === '' && discordHosts.has(url.hostname)) return true;
  const api = new URL(apiUrl);
  return api.hostname !== 'discord.com' && url.origin === api.origin;
}

/**
 * Reads an attachment. The size that Discord states is not believed: reading stops where the limit is
 * passed. Redirects are not followed, for they could lead anywhere.
 */
export async function downloadAttachment(
  address: string,
  apiUrl: string,
  maxBytes: number,
  fetchAddress: typeof fetch = fetch,
): Promise<Download> {
  if (!isAllowedAddress(address, apiUrl)) return { kind: 'wrong-host' };
  try {
    const response = await fetchAddress(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(downloadTimeoutMs),
    });
    if (!response.ok || response.body === null) return { kind: 'failed' };
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength;
      // Leaving the loop cancels the stream and with it the connection.
      if (length > maxBytes) return { kind: 'too-large' };
      chunks.push(chunk);
    }
    return { kind: 'bytes', bytes: Buffer.concat(chunks) };
  } catch {
    return { kind: 'failed' };
  }
}
