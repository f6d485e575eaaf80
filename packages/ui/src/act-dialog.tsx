'use client';

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './button';
import { CopyId } from './copy-id';
import { Dialog } from './dialog';
import { type DotTone, StatusDot } from './status-dot';

/** What is known of an act that was asked for. */
export interface ActResult {
  readonly tone: DotTone;
  readonly title: string;
  readonly says: ReactNode;
  /** The entry of the audit that tells of it; null where there is none to name. */
  readonly auditId: string | null;
  /** What the button to ask for the same once more says; null where there is nothing to ask again. */
  readonly again: string | null;
}

interface ActDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description: string;
  /** What is chosen before it is done; absent where there is nothing to choose. */
  readonly choice?: ReactNode;
  /** What of it is still to be chosen; null where nothing is. */
  readonly missing?: string | null;
  /** What it will do, in numbers. */
  readonly effect: ReactNode;
  /** Names the act: what happens when it is pressed. */
  readonly confirm: string;
  /** Names what happens when it is not, where it could be. */
  readonly keep: string;
  /** Why it cannot be done at all; null where it can. */
  readonly blocked: string | null;
  readonly pending: boolean;
  /** Null until something is known. */
  readonly result: ActResult | null;
  readonly onConfirm: (reason: string) => void;
  readonly onAgain: () => void;
}

const REASON = { least: 3, most: 500 };

/** Asks before something is changed: what it will do, why it is done; and then says what has become of it. */
export function ActDialog(props: ActDialogProps) {
  const { open, onOpenChange, title, description, pending, result } = props;
  return (
    // Whoever has asked for it sees what has become of it, so that an act under way is not closed.
    <Dialog open={open} onOpenChange={(next) => !pending && onOpenChange(next)} title={title} description={description}>
      {result === null ? <ActQuestion {...props} /> : <ActAnswer {...props} result={result} />}
    </Dialog>
  );
}

function ActQuestion(props: ActDialogProps) {
  const { choice, missing = null, effect, confirm, keep, blocked, pending, onConfirm, onOpenChange } = props;
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const said = reason.trim();
  const isShort = said.length < REASON.least;
  const fault = !isTried ? '' : (missing ?? (isShort ? 'Say why, in a word or more.' : ''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (blocked !== null || pending) return;
    setIsTried(true);
    if (missing !== null) return;
    if (isShort) field.current?.focus();
    else onConfirm(said);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {choice}
      <div className="rounded-md border border-line bg-surface px-3 py-2.5 text-sm">{effect}</div>
      {blocked === null ? (
        <label className="flex flex-col gap-1.5 text-xs text-muted">
          Reason, for the audit
          <input
            ref={field}
            type="text"
            required
            maxLength={REASON.most}
            value={reason}
            readOnly={pending}
            autoComplete="off"
            onChange={(event) => {
              setReason(event.target.value);
              setIsTried(false);
            }}
            aria-invalid={isTried && isShort}
            aria-describedby={errorId}
            className="h-9 w-full rounded-md border border-line-strong bg-bg px-3 text-sm text-fg hover:border-faint aria-[invalid=true]:border-stopped"
          />
          <span id={errorId} role="alert" className="min-h-4 text-xs text-stopped">
            {fault}
          </span>
        </label>
      ) : (
        <p className="text-sm text-muted">{blocked}</p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => onOpenChange(false)} disabled={pending}>
          {blocked === null ? keep : 'Close'}
        </Button>
        {blocked === null && (
          <Button type="submit" look="danger" aria-disabled={pending}>
            {pending ? 'Asking…' : confirm}
          </Button>
        )}
      </div>
    </form>
  );
}

function ActAnswer({ result, pending, onAgain, onOpenChange }: ActDialogProps & { result: ActResult }) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  const { tone, title, says, auditId, again } = result;
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="flex flex-col gap-1.5 text-sm">
        <p className="flex items-center gap-2 font-medium">
          <StatusDot tone={tone} />
          {title}
        </p>
        <div className="text-muted">{says}</div>
      </div>
      {auditId !== null && (
        <div className="flex items-baseline gap-2 text-xs text-muted">
          Audit entry
          <CopyId value={auditId} shown={36} label="audit entry" />
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {again !== null && (
          <Button disabled={pending} onClick={onAgain}>
            {pending ? 'Asking…' : again}
          </Button>
        )}
        <Button ref={close} look="primary" disabled={pending} onClick={() => onOpenChange(false)}>
          Close
        </Button>
      </div>
    </div>
  );
}
