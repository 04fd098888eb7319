import type { ReactNode } from 'react'
import { AuthCard } from '#components/shell/sign-in/form-parts'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { doneSteps } from '#queries/shell/set-up/progress'
import type { Installation, LaterStep } from '#queries/shell/set-up/steps'
import { StepList } from './step-list'
import type { Asked } from './use-installation'

export interface StepFrameProps {
  at: LaterStep
  title: string
  asked: Asked
  children: (installation: Installation) => ReactNode
}

/** The steps with what is done of them, and one step once it is known how far the set-up has come. */
export function StepFrame({ at, title, asked, children }: StepFrameProps) {
  const { installation, failure, again } = asked
  return (
    <>
      <StepList at={at} done={installation && doneSteps(installation)} />
      <AuthCard title={title}>
        {failure ? (
          <ErrorState compact failure={failure} onRetry={again} />
        ) : installation ? (
          children(installation)
        ) : (
          <Skeleton lines={5} />
        )}
      </AuthCard>
    </>
  )
}
