import { isTimeZone } from '../../catalogue/time-pattern.ts';
import { FORMER_TIME_ZONES, TIME_ZONES_SOURCE } from '../../catalogue/time-zones.ts';
import type { Check } from '../shared/check.ts';
import { destinationsIn } from '../shared/streams.ts';

/** A time zone that there is not, or by its letters. */
export const timeZoneUnknown: Check = {
  id: 'time-zone-unknown',
  code: 'DG8059',
  severity: 'error',
  summary: 'customTimeZone is no time zone by its IANA name',
  why: 'AWS refuses the stream: it takes the names of a list, and of those with three letters UTC only.',
  source: TIME_ZONES_SOURCE,
  *find(context) {
    for (const { stream, path, destination } of destinationsIn(context)) {
      const { customTimeZone: zone = 'UTC' } = destination;
      const isLetters = /^[A-Za-z]{3}$/.test(zone) && zone !== 'UTC';
      if (!isLetters && isTimeZone(zone)) continue;
      yield {
        address: stream.address,
        path: `${path}.customTimeZone`,
        message: isLetters ? `${zone} is an abbreviation of a time zone.` : `There is no time zone ${zone}.`,
        hint: 'Write its IANA name, such as Asia/Tokyo.',
      };
    }
  },
};

/** A time zone by a name that AWS does not list. */
export const timeZoneRenamed: Check = {
  id: 'time-zone-renamed',
  code: 'DG8060',
  severity: 'warning',
  summary: 'customTimeZone has a newer name than the one in AWS’s list',
  why: 'AWS may refuse the stream; the older name means the same.',
  source: TIME_ZONES_SOURCE,
  *find(context) {
    for (const { stream, path, destination } of destinationsIn(context)) {
      const former = FORMER_TIME_ZONES[destination.customTimeZone ?? ''];
      if (former !== undefined)
        yield {
          address: stream.address,
          path: `${path}.customTimeZone`,
          message: `AWS lists ${destination.customTimeZone} as ${former}.`,
          hint: `Write ${former}.`,
        };
    }
  },
};
