'use client';

import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { StatusDot } from './status-dot';

interface Message {
  readonly id: number;
  readonly tone: 'good' | 'degraded' | 'stopped';
  readonly title: string;
  readonly detail: string;
}

type Say = (message: Omit<Message, 'id'>) => void;

const ToastContext = createContext<Say>(() => {});

/** Says in passing what has come of an act. What must not be missed belongs on the page instead. */
export function useToast(): Say {
  return use(ToastContext);
}

/** Holds the messages and their place on the screen. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const say = useCallback<Say>((message) => {
    setMessages((before) => [...before, { ...message, id: (before.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const drop = (id: number) => setMessages((before) => before.filter((one) => one.id !== id));
  const value = useMemo(() => say, [say]);
  return (
    <ToastContext value={value}>
      <Radix.Provider swipeDirection="right" duration={5000}>
        {children}
        {messages.map((message) => (
          <Radix.Root
            key={message.id}
            onOpenChange={(open) => !open && drop(message.id)}
            className="flex items-start gap-2.5 rounded-md border border-line bg-raised px-3 py-2.5 shadow-(--shadow)"
          >
            <span className="mt-[6px] flex">
              <StatusDot tone={message.tone} />
            </span>
            <div>
              <Radix.Title className="text-sm font-medium">{message.title}</Radix.Title>
              <Radix.Description className="text-xs text-muted">{message.detail}</Radix.Description>
            </div>
          </Radix.Root>
        ))}
        <Radix.Viewport className="fixed right-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-32px)] flex-col gap-2" />
      </Radix.Provider>
    </ToastContext>
  );
}
