#!/usr/bin/env bash
# Settles on a real account what AWS's documentation leaves open: docs/live-checks.md says what each answer means.
# Reads only, unless --write is given; then it makes resources whose names begin with the prefix, and deletes them at the end.
set -uo pipefail

usage() {
  cat <<'END'
Usage: live-checks.sh [--write] [--prefix NAME] [--role ARN --bucket ARN]

  --write         Also make, change and delete resources. Nothing is attached to devices, so nothing is measured.
  --prefix NAME   How their names begin: letters, digits and _ (defender_gitops_check_ and the process id).
  --role ARN      A role that Amazon Data Firehose may assume, and
  --bucket ARN    a bucket, for the checks with a delivery stream (U13, U19 to U21, U24, U25); without them it is left out.

Credentials and region: as for the AWS CLI.
END
}

write=false
prefix=defender_gitops_check_$$
role=
bucket=
while [ $# -gt 0 ]; do
  case $1 in
    --write) write=true ;;
    --prefix) prefix=${2:?--prefix needs a name} && shift ;;
    --role) role=${2:?--role needs an ARN} && shift ;;
    --bucket) bucket=${2:?--bucket needs an ARN} && shift ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
  shift
done
if ! [[ $prefix =~ ^[A-Za-z0-9_]{4,60}$ ]]; then
  echo "The prefix has to be 4 to 60 letters, digits and _." >&2
  exit 2
fi

export AWS_PAGER=
settled=0

# Runs the AWS CLI; what it says, in one line, is in $said whether it succeeds or not.
ask() {
  local status=0
  said=$(aws --output json "$@" 2>&1) || status=$?
  said=$(tr -s ' \n\t' ' ' <<<"$said" | sed 's/^ //; s/ $//' | cut -c1-600)
  return "$status"
}

# Tells what was found out about a point.
point() {
  settled=$((settled + 1))
  printf '%-4s %s\n     %s\n' "$1" "$2" "${said:-(no output)}"
}

profile=${prefix}_profile
dimension=${prefix}_dimension
rule=${prefix}_rule
stream=${prefix}_stream

clean_up() {
  $write || return 0
  local left=0
  ask iot delete-security-profile --security-profile-name "$profile" || left=1
  ask iot delete-security-profile --security-profile-name "${profile}_2" || left=1
  ask iot delete-dimension --name "$dimension" || left=1
  # A rule that is not there may be refused: U14.
  ask iot delete-topic-rule --rule-name "$rule" || true
  if [ -n "$role" ] && [ -n "$bucket" ]; then
    ask firehose delete-delivery-stream --delivery-stream-name "$stream" --allow-force-delete || left=1
  fi
  if [ "$left" = 0 ]; then
    echo "Cleaned up: nothing whose name begins with $prefix is left."
  else
    echo "Look for what is left of $prefix: not everything could be deleted." >&2
  fi
}

behavior='{"name":"b","metric":"aws:num-disconnects","criteria":{"comparisonOperator":"less-than","value":{"count":5},"durationSeconds":300}}'
explicit='{"name":"e","metric":"aws:num-disconnects","suppressAlerts":false,"exportMetric":false,"criteria":{"comparisonOperator":"less-than","value":{"count":5},"durationSeconds":300,"consecutiveDatapointsToAlarm":1,"consecutiveDatapointsToClear":1}}'
exported='{"name":"x","metric":"aws:num-disconnects","exportMetric":true,"criteria":{"comparisonOperator":"less-than","value":{"count":5},"durationSeconds":300}}'
describe=(iot describe-security-profile --security-profile-name "$profile")

ask sts get-caller-identity || { echo "No credentials that AWS accepts: $said" >&2 && exit 1; }
caller=$said
account=$(sed -nE 's/.*"Account": "([0-9]{12})".*/\1/p' <<<"$caller")
echo "As $caller"
echo

ask iot list-security-profiles --max-results 1
point U1 "Is Detect there? A refusal here is what an account without it gets."

ask iot list-dimensions
point U22 "Does a list say that it is empty? It should name dimensionNames, also where there is none."

if ! $write; then
  echo
  echo "$settled points settled without writing. With --write also: U2 U3 U4 U5 U9 U10 U13 U14 U18 to U21, U23 to U25."
  exit 0
fi

trap clean_up EXIT

if ask iot create-security-profile --security-profile-name "$profile" --behaviors "[$behavior,$explicit]" \
  --security-profile-description throw-away --tags '[{"Key":"a b","Value":"c=d+e"}]'; then
  ask "${describe[@]}" --query behaviors
fi
point U2 "Which defaults does it read back? The behavior b says none, e says all."

ask iot update-security-profile --security-profile-name "$profile" --security-profile-description "" &&
  ask "${describe[@]}" --query '[securityProfileDescription, version]'
point U3 "Does an empty description clear it? It was throw-away."

ask iot create-security-profile --security-profile-name "${profile}_2" --behaviors "[$exported]"
point U4 "Is exportMetric without a topic refused?"
ask iot delete-security-profile --security-profile-name "${profile}_2"

ask iot create-security-profile --security-profile-name "${profile}_2" --behaviors "[$exported]" \
  --metrics-export-config "mqttTopic=defender/check,roleArn=arn:aws:iam::$account:role/${prefix}_nobody"
point U5 "Is a role that nobody made refused at once?"

ask iot create-topic-rule --rule-name "$rule" --tags 'a%20b=c%3Dd%2Be' \
  --topic-rule-payload '{"sql":"SELECT VALUE metrics","awsIotSqlVersion":"2016-03-23","ruleDisabled":true,"actions":[]}' &&
  ask iot get-topic-rule --rule-name "$rule" --query rule
point U9 "Is SQL without FROM accepted, and read back as it was?"

ask iot replace-topic-rule --rule-name "$rule" \
  --topic-rule-payload '{"sql":"SELECT * FROM \"a/b\"","ruleDisabled":true,"actions":[]}' &&
  ask iot get-topic-rule --rule-name "$rule" --query rule.sql
point U23 "Is a topic in double quotes accepted? That such a rule matches, only a message shows."

values() { seq -f 'a/%g' 1 "$1"; }
mapfile -t six < <(values 6)
mapfile -t hundred < <(values 100)
ask iot create-dimension --name "$dimension" --type TOPIC_FILTER --string-values "${six[@]}"
point U10 "Are six topic filters accepted?"
ask iot update-dimension --name "$dimension" --string-values "${hundred[@]}" --query 'length(stringValues)'
point U10 "Are a hundred?"

if [ -n "$role" ] && [ -n "$bucket" ]; then
  place="RoleARN=$role,BucketARN=$bucket,Prefix=a/"
  if ask firehose create-delivery-stream --delivery-stream-name "$stream" --extended-s3-destination-configuration "$place"; then
    for _ in $(seq 60); do
      ask firehose describe-delivery-stream --delivery-stream-name "$stream" --query DeliveryStreamDescription.DeliveryStreamStatus
      [[ $said == *CREATING* ]] || break
      sleep 5
    done
    ask firehose update-destination --delivery-stream-name "$stream" --current-delivery-stream-version-id 1 \
      --destination-id destinationId-000000000001 --extended-s3-destination-update Prefix= &&
      ask firehose describe-delivery-stream --delivery-stream-name "$stream" \
        --query 'DeliveryStreamDescription.Destinations[0].ExtendedS3DestinationDescription.Prefix'
  fi
  point U13 "Does an empty prefix clear it? It was a/."
  described=DeliveryStreamDescription.Destinations[0].ExtendedS3DestinationDescription
  version() { aws --output text firehose describe-delivery-stream --delivery-stream-name "$stream" --query DeliveryStreamDescription.VersionId; }
  update() {
    ask firehose update-destination --delivery-stream-name "$stream" --current-delivery-stream-version-id "$(version)" \
      --destination-id destinationId-000000000001 --extended-s3-destination-update "$1"
  }
  function=arn:aws:lambda:${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region)}}:$account:function:${prefix}_nobody
  update "{\"ProcessingConfiguration\":{\"Enabled\":true,\"Processors\":[{\"Type\":\"Lambda\",\"Parameters\":[{\"ParameterName\":\"LambdaArn\",\"ParameterValue\":\"$function\"}]}]}}" &&
    ask firehose describe-delivery-stream --delivery-stream-name "$stream" --query "$described.ProcessingConfiguration"
  point U19 "What does AWS add to a Lambda processor?"
  update '{"ProcessingConfiguration":{"Enabled":true,"Processors":[]}}'
  point U24 "Is processing without a processor refused?"
  update '{"CustomTimeZone":"Asia/Kolkata"}' &&
    ask firehose describe-delivery-stream --delivery-stream-name "$stream" --query "$described.CustomTimeZone"
  point U25 "Is Asia/Kolkata accepted, which AWS lists as Asia/Calcutta?"
  update '{"BufferingHints":{"IntervalInSeconds":60}}' &&
    ask firehose describe-delivery-stream --delivery-stream-name "$stream" --query "$described.BufferingHints"
  point U20 "Is one buffering hint of two accepted, and what is the other one then?"
  update '{"CloudWatchLoggingOptions":{"LogGroupName":"g","LogStreamName":"s"}}' &&
    ask firehose describe-delivery-stream --delivery-stream-name "$stream" --query "$described.CloudWatchLoggingOptions"
  point U21 "Is logging on where nobody says?"
fi

ask iot delete-topic-rule --rule-name "${rule}_nobody"
point U14 "What is the answer where a rule that is not there is deleted?"

ask "${describe[@]}" --query securityProfileArn && ask iot list-tags-for-resource --resource-arn "${said//\"/}" --query tags
point U18 "Are the tags that a profile's creation carries kept as they are? They were a b and c=d+e."
ask iot get-topic-rule --rule-name "$rule" --query ruleArn &&
  ask iot list-tags-for-resource --resource-arn "${said//\"/}" --query tags
point U18 "And those of a rule, which travel in a header?"

echo
echo "$settled answers. What each means: docs/live-checks.md"
