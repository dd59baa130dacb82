/** Where AWS lists the zones of `customTimeZone`, by the names that they had first. */
export const TIME_ZONES_SOURCE = 'https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html';

/** Zones that were renamed, with the name that AWS's list has. That it refuses the new ones is not documented. */
export const FORMER_TIME_ZONES: Readonly<Record<string, string>> = {
  'Africa/Asmara': 'Africa/Asmera',
  'Asia/Ho_Chi_Minh': 'Asia/Saigon',
  'Asia/Kathmandu': 'Asia/Katmandu',
  'Asia/Kolkata': 'Asia/Calcutta',
  'Asia/Yangon': 'Asia/Rangoon',
};
