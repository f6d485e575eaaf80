/** An exact fraction, for reckoning what the code under test adds up as whole numbers. */
export class Fraction {
  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom = 1n) {
    if (bottom === 0n) throw new Error('a fraction of zero');
    this.top = bottom < 0n ? -top : top;
    this.bottom = bottom < 0n ? -bottom : bottom;
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  minus(other: Fraction): Fraction {
    return this.plus(new Fraction(-other.top, other.bottom));
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.top * other.top, this.bottom * other.bottom);
  }

  over(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom, this.bottom * other.top);
  }

  isZero(): boolean {
    return this.top === 0n;
  }

  sign(): number {
    return this.top === 0n ? 0 : this.top > 0n ? 1 : -1;
  }

  /** In millionths, by the digits: the sixth is raised where the seventh is five or more, of negative numbers like of positive ones. */
  millionths(): bigint {
    const size = this.top < 0n ? -this.top : this.top;
    const sevenDigits = (size * 10_000_000n) / this.bottom;
    const rounded = sevenDigits / 10n + (sevenDigits % 10n >= 5n ? 1n : 0n);
    return this.top < 0n ? -rounded : rounded;
  }
}

export const ZERO = new Fraction(0n);

export function sumOf(parts: readonly Fraction[]): Fraction {
  return parts.reduce((sum, part) => sum.plus(part), ZERO);
}
