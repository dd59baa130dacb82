/** Made when they are first used: what Node knows of languages takes 10 ms to load. Without Date, which only the edges have. */
let formats: { readonly day: Intl.DateTimeFormat; readonly time: Intl.DateTimeFormat } | undefined;

function formatted(at: number): { readonly day: string; readonly time: string } {
  formats ??= {
    day: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' }),
    time: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' }),
  };
  return { day: formats.day.format(at), time: formats.time.format(at) };
}

/** `23 Nov 14:05`, in UTC: no order of digits that means another day elsewhere. */
export function clock(at: number): string {
  const { day, time } = formatted(at);
  return `${day} ${time}`;
}

/** `14:00`, and at midnight the day: `24 Nov`. */
export function hour(at: number): string {
  const { day, time } = formatted(at);
  return time === '00:00' ? day : time;
}
