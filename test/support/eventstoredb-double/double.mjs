import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers';
import grpc from '@grpc/grpc-js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { accessDenied, notLeader, timeout, unauthenticated, unavailable } from './answers.mjs';
import { createAppending } from './appending.mjs';
import { createFaults } from './faults.mjs';
import { createLog } from './log.mjs';
import { createReading } from './reading.mjs';

const HOST = '127.0.0.1';
const { LEADER, FOLLOWER } = gossip.MemberInfo.VNodeState;

/**
 * A server with EventStoreDB's protocol, for tests only and never delivered. It uses the service definitions of the
 * client package, keeps the log in memory, and produces faults on demand. `double.d.mts` describes its functions.
 */
export async function createDouble(options = {}) {
  const [node] = await createCluster(1, options);
  return node;
}

/** Several nodes on one log. The first is the leader; `node.lead()` makes another one the leader. */
export async function createCluster(size, options = {}) {
  const log = options.log ?? createLog(options);
  const cluster = { nodes: [], leader: undefined };
  for (let index = 0; index < size; index += 1) {
    cluster.nodes.push(
      await startNode(cluster, log, { ...options, port: options.ports?.[index] ?? options.port }),
    );
  }
  cluster.leader = cluster.nodes[0];
  return cluster.nodes;
}

async function startNode(
  cluster,
  log,
  { port: wanted = 0, tls, users, positionsInStreamReads = true, ...options },
) {
  const faults = createFaults();
  const sessions = new Set();
  const instance = randomUUID();
  let server;
  let port = wanted;
  let node;

  function sessionOf(call) {
    return call.call.stream.session;
  }

  /** Breaks the connection of a call, with all calls on it. */
  function drop(call) {
    const session = sessionOf(call);
    // Deferred, because Node 20 has corrupted its heap when this ran inside one of its own callbacks.
    setImmediate(() => session?.destroy());
    return undefined;
  }

  /** Throws if this node cannot serve the call at all. */
  function refuse(call, fault) {
    sessions.add(sessionOf(call));
    if (users !== undefined) authenticate(call.metadata.get('authorization')[0]);
    if (fault?.do === 'unavailable' && fault.events === undefined) throw unavailable();
    if (fault?.do === 'timeout' && fault.on === 'read') throw timeout();
    if (fault?.do === 'notLeader') throw notLeader(fault.leader ?? cluster.leader);
    if (call.metadata.get('requires-leader')[0] === 'true' && cluster.leader !== node)
      throw notLeader(cluster.leader);
  }

  function authenticate(header) {
    if (header === undefined) throw accessDenied();
    const text = Buffer.from(String(header).slice('Basic '.length), 'base64').toString('utf8');
    const name = text.slice(0, text.indexOf(':'));
    const password = text.slice(name.length + 1);
    if (users[name] !== password) throw unauthenticated();
  }

  const serving = { log, faults, refuse, drop, oldPositions: !positionsInStreamReads };
  const reading = createReading(serving);
  const appending = createAppending({ ...serving, idempotentPosition: options.idempotentPosition ?? true });

  function getSupportedMethods(_call, callback) {
    const methods = new features.SupportedMethods();
    methods.setEventStoreServerVersion('23.10.1');
    for (const [service, name] of [
      ['event_store.client.streams.Streams', 'read'],
      ['event_store.client.streams.Streams', 'append'],
      ['event_store.client.streams.Streams', 'batchappend'],
      ['event_store.client.gossip.Gossip', 'read'],
    ]) {
      const method = new features.SupportedMethod();
      method.setServiceName(service);
      method.setMethodName(name);
      methods.addMethods(method);
    }
    callback(null, methods);
  }

  function readGossip(call, callback) {
    const fault = faults.take('gossip');
    if (fault?.do === 'unavailable') return callback(unavailable());
    if (fault?.do === 'drop') return drop(call);
    const info = new gossip.ClusterInfo();
    for (const member of cluster.nodes) {
      const answer = new gossip.MemberInfo();
      answer.setInstanceId(uuidOf(member.instance));
      answer.setTimeStamp(String(BigInt(Date.now()) * 10_000n));
      answer.setState(member === cluster.leader ? LEADER : FOLLOWER);
      answer.setIsAlive(member.up);
      const endpoint = new gossip.EndPoint();
      endpoint.setAddress(member.host);
      endpoint.setPort(member.port);
      answer.setHttpEndPoint(endpoint);
      info.addMembers(answer);
    }
    return callback(null, info);
  }

  async function start() {
    if (server !== undefined) return;
    const next = new grpc.Server({ 'grpc.max_receive_message_length': -1 });
    next.addService(withRawAnswers(streamsService.StreamsService), {
      read: reading.read,
      append: appending.append,
      batchAppend: appending.batchAppend,
    });
    next.addService(featuresService.ServerFeaturesService, { getSupportedMethods });
    next.addService(gossipService.GossipService, { read: readGossip });
    port = await new Promise((resolve, reject) => {
      next.bindAsync(`${HOST}:${String(port)}`, credentials(tls), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    server = next;
  }

  function stop() {
    server?.forceShutdown();
    server = undefined;
    for (const session of sessions) session?.destroy();
    sessions.clear();
    return Promise.resolve();
  }

  await start();
  node = {
    host: HOST,
    instance,
    log,
    get port() {
      return port;
    },
    get url() {
      return `esdb://${HOST}:${String(port)}?tls=${String(tls !== undefined)}`;
    },
    get up() {
      return server !== undefined;
    },
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    get faultsLeft() {
      return faults.left;
    },
    dropConnections() {
      for (const session of sessions) session?.destroy();
      sessions.clear();
    },
    stallSubscriptions: () => reading.stall(),
    lead: () => (cluster.leader = node),
    stop,
    start,
    get counts() {
      return { appends: appending.appends, batchAppends: appending.batchAppends, ...reading.counts };
    },
  };
  return node;
}

/** Sends events as bytes that were encoded once. */
function withRawAnswers(service) {
  const { read } = service;
  const responseSerialize = (answer) => (Buffer.isBuffer(answer) ? answer : read.responseSerialize(answer));
  return { ...service, read: { ...read, responseSerialize } };
}

function credentials(tls) {
  if (tls === undefined) return grpc.ServerCredentials.createInsecure();
  return grpc.ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.cert }], false);
}

function uuidOf(text) {
  const id = new shared.UUID();
  id.setString(text);
  return id;
}
