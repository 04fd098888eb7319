import { builtin } from '../model/builtin'
import { timeoutParameter } from './source-parameters'

const search = [
  "$ErrorActionPreference = 'Stop'",
  '$session = New-Object -ComObject Microsoft.Update.Session',
  "$found = $session.CreateUpdateSearcher().Search('IsInstalled=0 and IsHidden=0').Updates",
]

const step = (runCommand: readonly string[], environment: Readonly<Record<string, string>>) => ({
  action: 'aws:runPowerShellScript',
  name: 'runPowerShellScript',
  precondition: { StringEquals: ['platformType', 'Windows'] },
  inputs: { runCommand, environment, timeoutSeconds: '{{ executionTimeout }}' },
})

export const findWindowsUpdates = builtin({
  name: 'AWS-FindWindowsUpdates',
  displayName: 'Find missing Windows updates',
  platformTypes: ['Windows'],
  content: {
    schemaVersion: '2.2',
    description: 'Lists the updates that a Windows node lacks. Changes nothing.',
    parameters: {
      UpdateLevel: {
        type: 'String',
        default: 'All',
        description: 'Which updates.',
        allowedValues: ['All', 'Important', 'Optional'],
      },
      executionTimeout: timeoutParameter,
    },
    mainSteps: [
      step(
        [
          ...search,
          'foreach ($update in $found) {',
          "  if ($env:LEVEL -eq 'Important' -and -not $update.AutoSelectOnWebSites) { continue }",
          "  if ($env:LEVEL -eq 'Optional' -and $update.AutoSelectOnWebSites) { continue }",
          '  $kb = ($update.KBArticleIDs | ForEach-Object { "KB$_" }) -join ","',
          '  "{0}`t{1}`t{2}" -f $kb, $update.MsrcSeverity, $update.Title',
          '}',
        ],
        { LEVEL: '{{ UpdateLevel }}' },
      ),
    ],
  },
})

export const installWindowsUpdates = builtin({
  name: 'AWS-InstallWindowsUpdates',
  displayName: 'Install missing Windows updates',
  platformTypes: ['Windows'],
  content: {
    schemaVersion: '2.2',
    description: 'Looks for the updates that a Windows node lacks, and installs those that are chosen.',
    parameters: {
      Action: {
        type: 'String',
        default: 'Install',
        description: 'Install them, or only list them.',
        allowedValues: ['Install', 'Scan'],
      },
      AllowReboot: {
        type: 'String',
        default: 'True',
        description: 'Whether the node may restart when an update needs it.',
        allowedValues: ['True', 'False'],
      },
      IncludeKbs: {
        type: 'String',
        default: '',
        description: 'Only these, as KB numbers with commas between them.',
        allowedPattern: '^([Kk][Bb][0-9]{5,8}( *, *[Kk][Bb][0-9]{5,8})*)?$',
      },
      ExcludeKbs: {
        type: 'String',
        default: '',
        description: 'Not these, as KB numbers with commas between them.',
        allowedPattern: '^([Kk][Bb][0-9]{5,8}( *, *[Kk][Bb][0-9]{5,8})*)?$',
      },
      SeverityLevels: {
        type: 'String',
        default: '',
        description: 'Only of these severities, with commas between them: Critical, Important, Moderate, Low, Unspecified.',
      },
      executionTimeout: { ...timeoutParameter, default: '14400' },
    },
    mainSteps: [
      step(
        [
          ...search,
          "function Split-List($text) { @($text -split ',' | ForEach-Object { $_.Trim().ToUpper() } | Where-Object { $_ }) }",
          '$include = Split-List $env:INCLUDE; $exclude = Split-List $env:EXCLUDE; $levels = Split-List $env:LEVELS',
          '$chosen = New-Object -ComObject Microsoft.Update.UpdateColl',
          'foreach ($update in $found) {',
          '  $kbs = @($update.KBArticleIDs | ForEach-Object { "KB$_" })',
          "  $level = if ($update.MsrcSeverity) { $update.MsrcSeverity.ToUpper() } else { 'UNSPECIFIED' }",
          '  if ($include -and -not ($kbs | Where-Object { $include -contains $_ })) { continue }',
          '  if ($kbs | Where-Object { $exclude -contains $_ }) { continue }',
          '  if ($levels -and $levels -notcontains $level) { continue }',
          '  "{0}`t{1}`t{2}" -f ($kbs -join ","), $level, $update.Title',
          '  if (-not $update.EulaAccepted) { $update.AcceptEula() }',
          '  [void]$chosen.Add($update)',
          '}',
          "if ($chosen.Count -eq 0 -or $env:ACTION -eq 'Scan') { exit 0 }",
          '$downloader = $session.CreateUpdateDownloader(); $downloader.Updates = $chosen; [void]$downloader.Download()',
          '$installer = $session.CreateUpdateInstaller(); $installer.Updates = $chosen; $result = $installer.Install()',
          'if ($result.ResultCode -notin 2, 3) { Write-Error "Windows Update ended with the result $($result.ResultCode)."; exit 1 }',
          "if ($result.RebootRequired -and $env:REBOOT -eq 'True') { exit 3010 }",
          'exit 0',
        ],
        {
          ACTION: '{{ Action }}',
          REBOOT: '{{ AllowReboot }}',
          INCLUDE: '{{ IncludeKbs }}',
          EXCLUDE: '{{ ExcludeKbs }}',
          LEVELS: '{{ SeverityLevels }}',
        },
      ),
    ],
  },
})
