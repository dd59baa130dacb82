/** How many data points in a row it takes. https://docs.aws.amazon.com/iot/latest/apireference/API_BehaviorCriteria.html */
export interface ConsecutiveDatapoints {
  readonly toAlarm: number;
  readonly toClear: number;
}

/** Where one thing stands with one behavior. Changed in place. */
export interface AlarmState {
  isInAlarm: boolean;
  /** Data points in a row that speak against where it stands. */
  against: number;
}

/** A thing that never was observed. */
export function noAlarm(): AlarmState {
  return { isInAlarm: false, against: 0 };
}

/** Takes one more data point; says whether an alarm begins or ends with it. */
export function step(
  state: AlarmState,
  isNormal: boolean,
  { toAlarm, toClear }: ConsecutiveDatapoints,
): 'in-alarm' | 'cleared' | undefined {
  if (isNormal !== state.isInAlarm) {
    state.against = 0;
    return undefined;
  }
  state.against += 1;
  if (state.against < (state.isInAlarm ? toClear : toAlarm)) return undefined;
  state.isInAlarm = !state.isInAlarm;
  state.against = 0;
  return state.isInAlarm ? 'in-alarm' : 'cleared';
}
