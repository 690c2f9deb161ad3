export const accessRefusals = {
  not_permitted: 'This role does not do that.',
  not_own: 'Officers of an agency or a bank act for their own organisation only.',
} as const;

export type AccessRefusalName = keyof typeof accessRefusals;
