import type { JsonObject } from '#lib/wire/parameter-substitution'
import type { BuiltinDocument } from '../model/builtin'
import { instanceParameter, runbook, stateStep } from './runbook'

export const createImage = runbook({
  name: 'AWS-CreateImage',
  displayName: 'Create an image of an instance',
  description:
    'Makes an image of an instance and waits until it can be used. Needs an account with EC2 and a role that may call CreateImage and DescribeImages.',
  parameters: {
    InstanceId: instanceParameter,
    NoReboot: {
      type: 'Boolean',
      default: false,
      description: 'Whether the instance goes on running; what it has not yet written to disk is then missing in the image.',
    },
  },
  mainSteps: [
    {
      name: 'createImage',
      action: 'aws:createImage',
      inputs: {
        InstanceId: '{{ InstanceId }}',
        ImageName: '{{ InstanceId }}_{{ automation:EXECUTION_ID }}',
        ImageDescription: 'Made by AWS-CreateImage on {{ global:DATE_TIME }}.',
        NoReboot: '{{ NoReboot }}',
      },
    },
  ],
  outputs: ['createImage.ImageId'],
})

const launched = '{{ launchInstance.InstanceIds }}'
const cleanUp = 'step:terminateAfterFailure'

/** A Command document run on the instance that becomes the image. */
function onInstance(name: string, DocumentName: string, Parameters: JsonObject): JsonObject {
  return {
    name,
    action: 'aws:runCommand',
    onFailure: cleanUp,
    timeoutSeconds: 3600,
    inputs: { DocumentName, InstanceIds: [launched], Parameters },
  }
}

/** The patterns of the parameters keep quotes and blanks out of what stands between the quotes here. */
const update = [
  '#!/bin/sh',
  'set -euf',
  "include='{{ IncludePackages }}'; exclude='{{ ExcludePackages }}'",
  'has() { command -v "$1" >/dev/null 2>&1; }',
  'if [ "$include" = none ]; then echo "No packages are to be updated."; exit 0; fi',
  'if [ "$include" = all ]; then include=; fi',
  'if [ "$exclude" = none ]; then exclude=; fi',
  'include=$(printf %s "$include" | tr , " "); exclude=$(printf %s "$exclude" | tr , " ")',
  'if has apt-get; then',
  '  export DEBIAN_FRONTEND=noninteractive',
  '  apt-get update -q',
  '  for package in $exclude; do apt-mark hold "$package"; done',
  '  if [ -n "$include" ]; then apt-get install -y -q --only-upgrade $include; else apt-get upgrade -y -q; fi',
  '  for package in $exclude; do apt-mark unhold "$package"; done',
  'elif has dnf || has yum; then',
  '  tool=$(command -v dnf || command -v yum)',
  '  set -- -y',
  '  for package in $exclude; do set -- "$@" "--exclude=$package"; done',
  '  "$tool" update "$@" $include',
  'elif has zypper; then zypper --non-interactive update $include',
  'else echo "No package manager known here was found: apt-get, dnf, yum or zypper." >&2; exit 1',
  'fi',
]

/** Fetches a script and runs it; `none` is no script. */
function scriptFrom(address: string): string[] {
  return [
    '#!/bin/sh',
    'set -eu',
    `address='${address}'`,
    'if [ "$address" = none ]; then echo "No script is to be run."; exit 0; fi',
    'file=$(mktemp); trap \'rm -f "$file"\' EXIT',
    'curl --fail --silent --show-error --location --output "$file" "$address"',
    'chmod 700 "$file"; "$file"',
  ]
}

const packages = { type: 'String', allowedPattern: '^(all|none|[A-Za-z0-9.+:_*,-]{1,1024})$' }
const scriptAddress = { type: 'String', default: 'none', allowedPattern: '^(none|https?://[^\\s\'"]{1,2000})$' }

export const updateLinuxAmi = runbook({
  name: 'AWS-UpdateLinuxAmi',
  displayName: 'Golden image of Linux',
  targetType: '/AWS::EC2::Image',
  description:
    'Makes an up-to-date image of another: launches an instance of it, updates packages and runs your scripts, makes the image, terminates the instance. ' +
    'Needs an account with EC2, an instance profile with which the instance becomes a managed node here, and a role that may launch, stop, image and terminate instances and send commands.',
  parameters: {
    SourceAmiId: {
      type: 'AWS::EC2::Image::Id',
      description: 'The image to start from.',
      allowedPattern: '^ami-([0-9a-f]{8}|[0-9a-f]{17})$',
    },
    IamInstanceProfileName: {
      type: 'String',
      default: 'ManagedInstanceProfile',
      description: 'The instance profile that lets the instance become a managed node.',
    },
    TargetAmiName: {
      type: 'String',
      default: 'UpdateLinuxAmi_from_{{ SourceAmiId }}_on_{{ global:DATE_TIME }}',
      description: 'Name of the new image.',
    },
    InstanceType: { type: 'String', default: 't3.micro', description: 'Size of the instance.' },
    SubnetId: { type: 'AWS::EC2::Subnet::Id', default: '', description: 'Subnet of the instance; empty for the default one.' },
    PreUpdateScript: { ...scriptAddress, description: 'Address of a script to run before the update, or none.' },
    PostUpdateScript: { ...scriptAddress, description: 'Address of a script to run after the update, or none.' },
    IncludePackages: {
      ...packages,
      default: 'all',
      description: 'Packages to update, with commas between them; or all, or none.',
    },
    ExcludePackages: {
      ...packages,
      default: 'none',
      description: 'Packages to leave as they are, with commas between them; or none.',
    },
  },
  mainSteps: [
    {
      name: 'launchInstance',
      action: 'aws:runInstances',
      maxAttempts: 3,
      timeoutSeconds: 1200,
      inputs: {
        ImageId: '{{ SourceAmiId }}',
        InstanceType: '{{ InstanceType }}',
        SubnetId: '{{ SubnetId }}',
        IamInstanceProfileName: '{{ IamInstanceProfileName }}',
        MinInstanceCount: 1,
        MaxInstanceCount: 1,
      },
    },
    {
      name: 'waitForAgent',
      action: 'aws:waitForAwsResourceProperty',
      description: 'Until the instance is online as a managed node.',
      onFailure: cleanUp,
      timeoutSeconds: 900,
      inputs: {
        Service: 'ssm',
        Api: 'DescribeInstanceInformation',
        Filters: [{ Key: 'InstanceIds', Values: [launched] }],
        PropertySelector: '$.InstanceInformationList[0].PingStatus',
        DesiredValues: ['Online'],
      },
    },
    onInstance('runPreUpdateScript', 'AWS-RunShellScript', { commands: scriptFrom('{{ PreUpdateScript }}') }),
    onInstance('updatePackages', 'AWS-RunShellScript', { commands: update }),
    onInstance('runPostUpdateScript', 'AWS-RunShellScript', { commands: scriptFrom('{{ PostUpdateScript }}') }),
    { ...stateStep('stopInstance', 'stopped', [launched]), onFailure: cleanUp, maxAttempts: 3, timeoutSeconds: 1200 },
    {
      name: 'createImage',
      action: 'aws:createImage',
      onFailure: cleanUp,
      maxAttempts: 3,
      inputs: {
        InstanceId: launched,
        ImageName: '{{ TargetAmiName }}',
        NoReboot: true,
        ImageDescription: 'Made by AWS-UpdateLinuxAmi of {{ SourceAmiId }} on {{ global:DATE_TIME }}.',
      },
    },
    { ...stateStep('terminateInstance', 'terminated', [launched]), maxAttempts: 3, isEnd: true },
    { ...stateStep('terminateAfterFailure', 'terminated', [launched]), maxAttempts: 3 },
  ],
  outputs: ['createImage.ImageId'],
})

export const imageRunbooks: readonly BuiltinDocument[] = [createImage, updateLinuxAmi]
