import { Buffer } from 'node:buffer';
import grpc from '@grpc/grpc-js';
import anyProto from 'google-protobuf/google/protobuf/any_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusProto from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';

const { status, Metadata } = grpc;

/** A refusal in the form of the real server: the client reads the trailers, not the text. */
export function refusal(code, details, trailers = {}) {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, String(value));
  return Object.assign(new Error(details), { code, details, metadata });
}

export const unavailable = () => refusal(status.UNAVAILABLE, 'Server Is Not Ready');
export const timeout = () => refusal(status.ABORTED, 'Prepare phase timeout');
/** The answer of the real server (23.10) for a position inside a record, and when it cannot read its files. */
export const unreadable = ({ subscription, filtered }) =>
  refusal(
    status.UNKNOWN,
    subscription
      ? 'Exception was thrown by handler.'
      : `Unexpected ${filtered ? 'Filtered' : ''}ReadAllResult: Error`,
  );
export const notLeader = ({ host, port }) =>
  refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': port,
  });
export const accessDenied = () =>
  refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
export const unauthenticated = () => refusal(status.UNAUTHENTICATED, 'Unauthenticated');
export const appendTooLarge = (limit) =>
  refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(limit)} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': limit,
  });
export const streamDeleted = (stream) =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** Errors for a server that is not ready, and for a write that took too long. */
const BY_STATUS = {
  [status.UNAVAILABLE]: ['google.protobuf.Empty', shared.Empty],
  [status.ABORTED]: ['event_store.client.Timeout', shared.Timeout],
};

export function streamIdentifier(stream) {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  return identifier;
}

export function uuid(text) {
  const id = new shared.UUID();
  id.setString(text);
  return id;
}

const empty = () => new shared.Empty();

/** @param {{ kind: string, revision?: number, position?: bigint, current?: number }} outcome */
export function appendResponse(outcome, expected) {
  const response = new streams.AppendResp();
  if (outcome.kind === 'success') {
    response.setSuccess(success(new streams.AppendResp.Success(), outcome));
    return response;
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (outcome.current < 0) wrong.setCurrentNoStream(empty());
  else wrong.setCurrentRevision(String(outcome.current));
  if (expected === 'any') wrong.setExpectedAny(empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(empty());
  else wrong.setExpectedRevision(String(expected));
  response.setWrongExpectedVersion(wrong);
  return response;
}

function success(message, { revision, position }) {
  if (revision < 0) message.setNoStream(empty());
  else message.setCurrentRevision(String(revision));
  if (position === undefined || position < 0n) message.setNoPosition(empty());
  else {
    const at = new streams.AppendResp.Position();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    message.setPosition(at);
  }
  return message;
}

export function batchAppendResponse(outcome, { correlationId, stream, expected }) {
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(correlationId);
  response.setStreamIdentifier(streamIdentifier(stream));
  if (outcome.kind === 'success') {
    response.setSuccess(success(new streams.BatchAppendResp.Success(), outcome));
    return response;
  }
  const wrong = new shared.WrongExpectedVersion();
  if (outcome.current < 0) wrong.setCurrentNoStream(empty());
  else wrong.setCurrentStreamRevision(String(outcome.current));
  if (expected === 'any') wrong.setExpectedAny(empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(empty());
  else wrong.setExpectedStreamPosition(String(expected));
  const detail = new anyProto.Any();
  detail.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  const error = new statusProto.Status();
  error.setCode(9);
  error.setMessage('WrongExpectedVersion');
  error.setDetails(detail);
  response.setError(error);
  return response;
}

/**
 * The error detail with which the real server refuses one append of a BatchAppend call, by the refusal of an Append.
 */
const DETAILS = {
  'access-denied': ['event_store.client.AccessDenied', shared.AccessDenied],
  'maximum-append-size-exceeded': [
    'event_store.client.MaximumAppendSizeExceeded',
    shared.MaximumAppendSizeExceeded,
  ],
  'stream-deleted': ['event_store.client.StreamDeleted', shared.StreamDeleted],
};

/** The refusal of one append of a BatchAppend call; undefined for errors that end the whole call. */
export function batchRefusal({ code, details, metadata }, { correlationId, stream }) {
  const exception = metadata?.get('exception')[0];
  const known = DETAILS[exception] ?? BY_STATUS[code];
  if (known === undefined || exception === 'not-leader') return undefined;
  const [name, Detail] = known;
  const detail = new anyProto.Any();
  detail.pack(new Detail().serializeBinary(), name);
  const error = new statusProto.Status();
  error.setCode(code);
  error.setMessage(details);
  error.setDetails(detail);
  const response = new streams.BatchAppendResp();
  response.setCorrelationId(correlationId);
  response.setStreamIdentifier(streamIdentifier(stream));
  response.setError(error);
  return response;
}

export function confirmation(id) {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(id);
  const response = new streams.ReadResp();
  response.setConfirmation(confirmed);
  return response;
}

export function checkpoint(position) {
  const reached = new streams.ReadResp.Checkpoint();
  reached.setCommitPosition(String(position));
  reached.setPreparePosition(String(position));
  const response = new streams.ReadResp();
  response.setCheckpoint(reached);
  return response;
}

export function caughtUp() {
  const response = new streams.ReadResp();
  response.setCaughtUp(new streams.ReadResp.CaughtUp());
  return response;
}

export function streamNotFound(stream) {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(streamIdentifier(stream));
  const response = new streams.ReadResp();
  response.setStreamNotFound(missing);
  return response;
}
