/** Addresses of the screens of a pool. */
export function poolAddress(pool: string): string {
  return `/pools/${encodeURIComponent(pool)}`;
}

export function agencyAddress(pool: string, agency: string): string {
  return `${poolAddress(pool)}/agencies/${encodeURIComponent(agency)}`;
}

export function reviewAddress(pool: string, reviewId: string): string {
  return `${poolAddress(pool)}/reviews/${encodeURIComponent(reviewId)}`;
}

/** The files of an agency in a pool. */
export function filesAddress(pool: string, agency: string): string {
  return `${poolAddress(pool)}/facilities?agency=${encodeURIComponent(agency)}`;
}

export function facilityAddress(pool: string, facilityId: string): string {
  return `${poolAddress(pool)}/facilities/${encodeURIComponent(facilityId)}`;
}

/** The files that were introduced to a bank in a pool. */
export function filesOfBankAddress(pool: string, bank: string): string {
  return `${poolAddress(pool)}/facilities?bank=${encodeURIComponent(bank)}`;
}

export function bankAddress(bank: string): string {
  return `/banks/${encodeURIComponent(bank)}`;
}

/** Where other settings of the rule are tried. */
export function whatIfAddress(pool: string): string {
  return `${poolAddress(pool)}/what-if`;
}
