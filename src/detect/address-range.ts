/** Whether an address lies in a range such as `10.0.0.0/8` or `2001:db8::/32`. What is no address lies in none. */
export function isInRange(address: string, range: string): boolean {
  const [first = '', length] = range.split('/');
  const [bits, network] = [bitsOf(address.split('/')[0] ?? ''), bitsOf(first)];
  if (bits === undefined || network === undefined || bits.length !== network.length) return false;
  const prefix = length === undefined ? network.length : Number(length);
  return bits.slice(0, prefix) === network.slice(0, prefix);
}

function bitsOf(address: string): string | undefined {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (v4 !== null)
    return v4
      .slice(1)
      .map((byte) => binary(Number(byte), 8))
      .join('');
  const url = `http://[${address}]`;
  if (!address.includes(':') || !URL.canParse(url)) return undefined;
  const [before = '', after] = new URL(url).hostname.slice(1, -1).split('::');
  const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));
  const [head, tail] = [groups(before), groups(after ?? '')];
  const zeros = after === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].map((group) => binary(Number.parseInt(group, 16), 16)).join('');
}

function binary(number: number, digits: number): string {
  return number.toString(2).padStart(digits, '0');
}
