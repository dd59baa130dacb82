const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

/**
 * The one spelling of an address range: `10.0.0.1` is `10.0.0.1/32`, IPv6 is lower case and compressed.
 * Text that is no address range comes back unchanged: whether AWS takes it is AWS's to say.
 * https://www.rfc-editor.org/rfc/rfc5952
 */
export function canonicalCidr(text: string): string {
  const [address = '', ...rest] = text.split('/');
  const [prefix] = rest;
  if (rest.length > 1 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return text;
  if (V4.test(address)) return `${address}/${Number(prefix ?? 32)}`;
  const url = `http://[${address}]`;
  if (!address.includes(':') || !URL.canParse(url)) return text;
  return `${new URL(url).hostname.slice(1, -1)}/${Number(prefix ?? 128)}`;
}
