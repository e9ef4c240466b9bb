/**
 * How figures are written: the rounding of the report (`paratus::figure`), for what Desk writes itself. Half to even; the ends of a range
 * outwards; beside a threshold as many more digits as show a figure on the side where it is; only all is 100%, only nothing 0%.
 */

import { written } from "./words";

/** What is nearer than this to a border, in units of the last digit, lies on it. */
const NEAR = 1e-9;
/** Most digits after the point that a figure is given to be distinguished from its threshold. */
const MOST_DECIMALS = 6;

type Rounding = "nearest" | "down" | "up";

function rounded(value: number, decimals: number, rounding: Rounding): number {
  const power = 10 ** decimals;
  const scaled = value * power;
  if (rounding === "down") return Math.floor(scaled + NEAR) / power;
  if (rounding === "up") return Math.ceil(scaled - NEAR) / power;
  const below = Math.floor(scaled + NEAR);
  const isHalf = Math.abs(scaled - below - 0.5) < NEAR;
  const whole = isHalf ? below + (below % 2 === 0 ? 0 : 1) : Math.round(scaled);
  return whole / power;
}

function decimalsBeside(value: number, threshold: number | undefined, rounding: Rounding): number {
  if (threshold === undefined) return 0;
  const reaches = (value: number) => value >= threshold - NEAR / 1e3;
  let decimals = 0;
  while (decimals < MOST_DECIMALS && reaches(rounded(value, decimals, rounding)) !== reaches(value)) decimals += 1;
  return decimals;
}

/** A number with this many digits after the point. */
export const decimal = (value: number, decimals: number): string => written((rounded(value, decimals, "nearest") + 0).toFixed(decimals));

/** A fraction in per cent, without the sign. */
export function ofHundred(fraction: number, threshold?: number): string {
  const value = fraction * 100;
  const decimals = decimalsBeside(value, threshold === undefined ? undefined : threshold * 100, "nearest");
  const number = rounded(value, decimals, "nearest");
  if (number >= 100 && value < 100 - NEAR) return ">99";
  if (number <= 0 && value > NEAR) return "<1";
  return written(number.toFixed(decimals));
}

/** The ends of a range of fractions in per cent, without the sign. */
export function endsOfHundred(range: { readonly low: number; readonly high: number }, threshold?: number): readonly [string, string] {
  if (range.high - range.low < NEAR) {
    const point = ofHundred(range.low, threshold);
    return [point, point];
  }
  const end = (value: number, rounding: Rounding) => {
    const decimals = decimalsBeside(value * 100, threshold === undefined ? undefined : threshold * 100, rounding);
    return written(rounded(value * 100, decimals, rounding).toFixed(decimals));
  };
  return [end(range.low, "down"), end(range.high, "up")];
}
