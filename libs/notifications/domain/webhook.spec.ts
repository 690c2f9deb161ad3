import { day } from '@misaq/platform/calendar/day.fixture.js';
import { scenarios } from '@misaq/platform/kernel/given.fixture.js';
import type { WebhookEvent } from './webhook-events.js';
import { smallRegister } from '@misaq/register/domain/register.fixture.js';
import {
  decideWebhook,
  evolveWebhook,
  initialWebhook,
  type RegisterWebhook,
  type WebhookCommand,
  WEBHOOKS_OF_ONE_MAX,
} from './webhook.js';

const context = { today: day('1403-02-20'), register: smallRegister(), webhooks: 0 };
const { given, stateAfter } = scenarios(initialWebhook, evolveWebhook, (state, command: WebhookCommand) =>
  decideWebhook(state, command, context),
);

const content = {
  webhookId: 'w-1',
  organisation: { province: 'east-azerbaijan', kind: 'agency', id: 'behzisti' },
  url: 'https://example.org/hooks/misaq?from=log',
} as const;
const register: RegisterWebhook = { type: 'RegisterWebhook', ...content };
const registered: WebhookEvent = { type: 'WebhookRegistered', data: content };
const { organisation } = register;
const suspended: WebhookEvent = {
  type: 'WebhookSuspended',
  data: { webhookId: 'w-1', organisation, reason: 'gone', problem: 'answered 410' },
};
const removed: WebhookEvent = {
  type: 'WebhookRemoved',
  data: { webhookId: 'w-1', organisation, reason: 'a new system' },
};
const resume = { type: 'ResumeWebhook', webhookId: 'w-1', reason: 'repaired' } as const;
const remove = { type: 'RemoveWebhook', webhookId: 'w-1', reason: 'a new system' } as const;

describe('registering a webhook', () => {
  it('records its organisation and its URL', () => {
    expect(given().when(register)).toEqual({ kind: 'accepted', events: [registered] });
  });

  it('needs an active organisation of the province', () => {
    const whose = (kind: 'agency' | 'bank', id: string) =>
      given().when({ ...register, organisation: { ...content.organisation, kind, id } });
    expect(whose('agency', 'behzisty')).toMatchObject({
      refusal: { name: 'unknown_organisation', figures: { kind: 'agency', nearest: 'behzisti' } },
    });
    expect(whose('bank', 'behzisti')).toMatchObject({ refusal: { name: 'unknown_organisation' } });
    const before = { ...context, today: day('1399-12-29') };
    expect(decideWebhook(initialWebhook(), register, before)).toMatchObject({
      refusal: { name: 'organisation_inactive' },
    });
    // A registered webhook stays registered, whatever happens to the organisation.
    expect(decideWebhook(stateAfter([registered]), register, before)).toEqual({ kind: 'unchanged' });
  });

  it('again with the same content changes nothing, with other content it is refused', () => {
    expect(given(registered).when(register)).toEqual({ kind: 'unchanged' });
    expect(given(registered).when({ ...register, kinds: ['job-rejected'] })).toMatchObject({
      refusal: { name: 'conflicts_with_recorded', figures: { recorded: { kinds: 'all' } } },
    });
  });

  it('is refused when the organisation has reached its limit, unless it is a repetition', () => {
    const full = { ...context, webhooks: WEBHOOKS_OF_ONE_MAX };
    expect(decideWebhook(initialWebhook(), register, full)).toMatchObject({
      refusal: {
        name: 'too_many_webhooks',
        figures: { kind: 'agency', id: 'behzisti', webhooks: 20, most: 20 },
      },
    });
    expect(decideWebhook(initialWebhook(), register, { ...full, webhooks: 19 }).kind).toBe('accepted');
    expect(decideWebhook(stateAfter([registered]), register, full)).toEqual({ kind: 'unchanged' });
  });

  it('keeps each kind once', () => {
    expect(
      given().when({ ...register, kinds: ['review-proposes', 'job-rejected', 'review-proposes'] }),
    ).toMatchObject({
      events: [{ data: { kinds: ['job-rejected', 'review-proposes'] } }],
    });
  });

  it('for the office with the same id in another province is other content', () => {
    const elsewhere = { ...register, organisation: { ...content.organisation, province: 'tehran' } };
    expect(given(registered).when(elsewhere)).toMatchObject({
      refusal: { name: 'conflicts_with_recorded' },
    });
  });

  it('cannot use the id of a removed one', () => {
    expect(given(registered, removed).when(register)).toMatchObject({ refusal: { name: 'webhook_removed' } });
  });

  it.each([
    ['ftp://example.org/', 'not_an_address'],
    ['https://', 'not_an_address'],
    ['https://user:secret@example.org/', 'not_an_address'],
    ['https://example.org\\@evil.example/', 'not_an_address'],
    ['https://example.org/a b', 'not_an_address'],
    ['https://example.org/#x', 'not_an_address'],
    ['https://مثال.ایران/', 'not_an_address'],
    ['javascript:alert(1)', 'not_an_address'],
    ['', 'empty'],
    [`https://example.org/${'a'.repeat(2_000)}`, 'too_long'],
  ])('refuses %j as a URL', (url, code) => {
    expect(given().when({ ...register, url })).toMatchObject({
      refusal: { name: 'invalid_field', figures: { field: 'url', code } },
    });
  });

  it('refuses unknown kinds', () => {
    expect(given().when({ ...register, kinds: ['gossip'] as never })).toMatchObject({
      refusal: { name: 'invalid_field', figures: { field: 'kinds', value: 'gossip' } },
    });
    expect(given().when({ ...register, kinds: [] })).toMatchObject({ refusal: { name: 'invalid_field' } });
  });
});

describe('a delivery', () => {
  const deliver = (afterEventId: string | null, throughEventId: string) =>
    ({ type: 'RecordDelivery', webhookId: 'w-1', afterEventId, throughEventId, count: 3 }) as const;
  const delivered = (throughEventId: string): WebhookEvent => ({
    type: 'WebhookDelivered',
    data: { webhookId: 'w-1', throughEventId, count: 3 },
  });

  it('is recorded up to an event, from the recorded progress on', () => {
    expect(given(registered).when(deliver(null, 'e-1'))).toEqual({
      kind: 'accepted',
      events: [delivered('e-1')],
    });
    expect(given(registered, delivered('e-1')).when(deliver('e-1', 'e-2')).kind).toBe('accepted');
  });

  it('is recorded once, and another node cannot set it back', () => {
    expect(given(registered, delivered('e-2')).when(deliver('e-1', 'e-2'))).toEqual({ kind: 'unchanged' });
    expect(given(registered, delivered('e-2')).when(deliver(null, 'e-1'))).toMatchObject({
      refusal: { name: 'delivery_overtaken', figures: { recorded: 'e-2' } },
    });
  });
});

describe('events with one id in two streams', () => {
  const twin = (throughStream: string, afterStream?: string) =>
    ({
      type: 'RecordDelivery',
      webhookId: 'w-1',
      afterEventId: afterStream === undefined ? null : 'twin',
      ...(afterStream !== undefined && { afterStream }),
      throughEventId: 'twin',
      throughStream,
      count: 1,
    }) as const;
  const delivered = (throughStream?: string): WebhookEvent => ({
    type: 'WebhookDelivered',
    data: {
      webhookId: 'w-1',
      throughEventId: 'twin',
      count: 1,
      ...(throughStream !== undefined && { throughStream }),
    },
  });

  it('are delivered one after the other, each once', () => {
    expect(given(registered).when(twin('job-1'))).toEqual({ kind: 'accepted', events: [delivered('job-1')] });
    const first = given(registered, delivered('job-1'));
    expect(first.when(twin('job-1'))).toEqual({ kind: 'unchanged' });
    expect(first.when(twin('job-2', 'job-1'))).toEqual({ kind: 'accepted', events: [delivered('job-2')] });
    const both = given(registered, delivered('job-1'), delivered('job-2'));
    expect(both.when(twin('job-2', 'job-1'))).toEqual({ kind: 'unchanged' });
    expect(both.when(twin('job-1'))).toMatchObject({ refusal: { name: 'delivery_overtaken' } });
  });

  it('are distinguished from what an older version recorded without the stream', () => {
    const old = given(registered, delivered('job-1'), delivered());
    const { afterStream: _, ...fromOld } = twin('job-2', 'job-1');
    expect(old.when(fromOld)).toEqual({ kind: 'accepted', events: [delivered('job-2')] });
    expect(old.when(twin('job-2', 'job-1'))).toMatchObject({ refusal: { name: 'delivery_overtaken' } });
  });
});

describe('a webhook', () => {
  const suspend = {
    type: 'SuspendWebhook',
    webhookId: 'w-1',
    reason: 'gone',
    problem: 'answered 410',
  } as const;

  it('is suspended once, and continues when somebody resumes it', () => {
    expect(given(registered).when(suspend)).toEqual({ kind: 'accepted', events: [suspended] });
    expect(given(registered, suspended).when(suspend)).toEqual({ kind: 'unchanged' });
    expect(given(registered, suspended).when(resume)).toMatchObject({ events: [{ type: 'WebhookResumed' }] });
    expect(given(registered).when(resume)).toEqual({ kind: 'unchanged' });
  });

  it('that was removed stays removed', () => {
    expect(given(registered).when(remove)).toEqual({ kind: 'accepted', events: [removed] });
    expect(given(registered, removed).when(remove)).toEqual({ kind: 'unchanged' });
    expect(given(registered, removed).when(resume)).toMatchObject({ refusal: { name: 'webhook_removed' } });
    expect(given(registered, removed).when(suspend)).toEqual({ kind: 'unchanged' });
  });

  it('whose province the log does not name counts as removed', () => {
    const old = { kind: 'agency', id: 'behzisti' } as const;
    const before = given({ ...registered, data: { ...content, organisation: old } });
    expect(before.when(resume)).toMatchObject({ refusal: { name: 'webhook_removed' } });
    expect(before.when(register)).toMatchObject({ refusal: { name: 'webhook_removed' } });
    expect(before.when(suspend)).toEqual({ kind: 'unchanged' });
    const goneOn = given(
      { ...registered, data: { ...content, organisation: old } },
      { type: 'WebhookResumed', data: { webhookId: 'w-1', organisation: old, reason: 'repaired' } },
    );
    expect(goneOn.when(resume)).toMatchObject({ refusal: { name: 'webhook_removed' } });
  });

  it('that was never registered is unknown', () => {
    for (const command of [remove, resume, suspend])
      expect(given().when(command)).toMatchObject({ refusal: { name: 'unknown_webhook' } });
  });
});
