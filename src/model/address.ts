/** What a resource is called everywhere: its kind and its name, as in `SecurityProfile/Soundbox`. */
export type Address = `${string}/${string}`;

/** Makes the address of a resource. */
export function addressOf(kind: string, name: string): Address {
  return `${kind}/${name}`;
}

/** The kind in an address. */
export function kindOf(address: Address): string {
  return address.slice(0, address.indexOf('/'));
}

/** The name in an address. Names hold no slash, so the first one divides. */
export function nameOf(address: Address): string {
  return address.slice(address.indexOf('/') + 1);
}
