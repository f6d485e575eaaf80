import type { DecisionDetail } from '@/rows/decision-detail';

/** What the page is held to: the hash of the record, the hashes of what it names, and how they are checked. */
export function PaperProof({ decision }: { decision: DecisionDetail }) {
  const { references, versions } = decision.evidence;
  const hashes = [
    ['Record', decision.decision_hash],
    ...(references === null
      ? []
      : [
          ['Catalogue', references.catalogue_hash],
          ['Beliefs', references.belief_hash],
          ['Request', references.request_hash],
        ]),
  ] as const;
  return (
    <>
      <h2>Proof</h2>
      <p>
        The record of this decision is kept byte for byte, and its SHA-256 is its hash. Whoever has the record and
        engine {versions.engine} can make the decision again, and compare.
      </p>
      {hashes.map(([name, hash]) => (
        <p key={name} className="hash">
          {name} {hash}
        </p>
      ))}
    </>
  );
}
