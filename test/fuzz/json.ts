/** Plain values that are changed in place, and every place in them. */

export type Json = null | boolean | number | string | Json[] | JsonRecord;
export interface JsonRecord {
  [key: string]: Json;
}

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of an object or a list: where a value can be taken away or replaced. */
export type Slot =
  | { readonly kind: 'member'; readonly holder: JsonRecord; readonly key: string }
  | { readonly kind: 'item'; readonly holder: Json[]; readonly index: number };

export function valueAt(slot: Slot): Json {
  return (slot.kind === 'member' ? slot.holder[slot.key] : slot.holder[slot.index]) ?? null;
}

export function setAt(slot: Slot, value: Json): void {
  if (slot.kind === 'member') define(slot.holder, slot.key, value);
  else slot.holder[slot.index] = value;
}

export function removeAt(slot: Slot): void {
  if (slot.kind === 'member') delete slot.holder[slot.key];
  else slot.holder.splice(slot.index, 1);
}

/** Sets a member, `__proto__` too, as an ordinary key. */
export function define(holder: JsonRecord, key: string, value: Json): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Every slot of a value, those of its parts too. */
export function slotsOf(root: Json): Slot[] {
  const slots: Slot[] = [];
  const waiting: Json[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (Array.isArray(value)) {
      const holder = value;
      holder.forEach((item, index) => {
        slots.push({ kind: 'item', holder, index });
        waiting.push(item);
      });
    } else if (isRecord(value)) {
      for (const key of Object.keys(value)) {
        slots.push({ kind: 'member', holder: value, key });
        waiting.push(value[key] ?? null);
      }
    }
  }
  return slots;
}
