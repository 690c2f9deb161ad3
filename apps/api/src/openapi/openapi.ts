export const OPENAPI = Symbol('the OpenAPI document');

/** The document as JSON. Given to the controller before there is an application to make it from. */
export interface OpenApiText {
  bytes(): Buffer;
}
