'use client'
import { useState } from 'react'
import { quarterdeck } from '#lib/api/browser'
import { FormProblem, focusFirst, SubmitButton, useSubmit } from '#components/shell/sign-in/form-parts'
import { Facts } from '#components/ui/facts'
import { TextField } from '#components/ui/text-field'
import { AddressCheck } from './address-check'
import type { Installation } from '#queries/shell/set-up/steps'
import { StepFrame } from './step-frame'
import { useInstallation } from './use-installation'

export function InstallationStep() {
  const asked = useInstallation()
  return (
    <StepFrame at="installation" title="This installation" asked={asked}>
      {(installation) => <InstallationForm installation={installation} />}
    </StepFrame>
  )
}

function InstallationForm({ installation }: { installation: Installation }) {
  const [name, setName] = useState(installation.Name ?? '')
  const { busy, problem, submit } = useSubmit(async () => {
    await quarterdeck('PutInstallation', { Name: name.trim() })
    location.assign('/setup/secrets')
  })
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormProblem text={problem} />
      <TextField
        label="Display name"
        name="installation"
        size="lg"
        required
        maxLength={60}
        ref={focusFirst}
        value={name}
        onChange={setName}
        help="Shown where people sign in and at the top of every page, such as Berlin fleet."
      />
      <Facts
        facts={[
          { label: 'External URL', value: installation.Url, copy: installation.Url },
          { label: 'Region', value: installation.Region },
          { label: 'Account', value: <span className="tabular">{installation.AccountId}</span> },
        ]}
      />
      <AddressCheck />
      <p className="text-meta text-text-3">
        These come from <code>QUARTERDECK_URL</code>, <code>QUARTERDECK_REGION</code> and <code>QUARTERDECK_ACCOUNT</code> of the
        server. Change them there and restart before the first node is added: nodes and tools keep what they were given.
      </p>
      <SubmitButton busy={busy}>{busy ? 'Saving' : 'Save and continue'}</SubmitButton>
    </form>
  )
}
