export const registerRefusals = {
  invalid_field: 'A field is missing or has a form that cannot be accepted.',
  in_the_future: 'The day given has not come yet.',
  conflicts_with_recorded:
    'The same act is on record with other content, and what is recorded is not changed.',
  unknown_organisation: 'The register knows no organisation of this kind by that id.',
  organisation_inactive: 'The organisation was not active on that day.',
  organisation_retired: 'The organisation has been retired; its record is closed.',
  effective_day_out_of_order: 'The day given lies before the latest day on record for this organisation.',
  name_taken: 'Another organisation of the same kind bears this name at the same time.',
  name_unchanged: 'The organisation bears this name already.',
} as const;

export type RegisterRefusalName = keyof typeof registerRefusals;
