export const commitmentRefusals = {
  invalid_field: 'A field is missing or has a form that cannot be accepted.',
  in_the_future: 'The day given has not come yet.',
  conflicts_with_recorded:
    'The same act is on record with other content, and what is recorded is not changed.',
  unknown_organisation: 'The register knows no organisation of this kind by that id.',
  organisation_inactive: 'The organisation was not active on that day.',
  commitment_unknown: 'Nothing was assigned in this version to this agency, sector and county.',
  commitment_withdrawn: 'The commitment was withdrawn; its record is closed.',
  effective_day_out_of_order: 'The day given lies before the latest day on record for this commitment.',
  jobs_unchanged: 'The commitment stands at this number of jobs already.',
} as const;

export type CommitmentRefusalName = keyof typeof commitmentRefusals;
