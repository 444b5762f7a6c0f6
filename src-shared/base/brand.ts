declare const brand: unique symbol

/** A primitive that only its own constructor function makes, so that two kinds of number or id never mix. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
