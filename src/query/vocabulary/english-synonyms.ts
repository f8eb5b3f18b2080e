/** English words that questions and documents use for one another: a group a line. */
export const englishSynonyms = `
# money
price cost fee charge fare rate tariff
fine penalty sanction
pay payment paid settle remit
payment instalment
salary wage pay remuneration earnings
raise increase
discount reduction rebate concession
refund reimbursement reimburse repay return
deposit bond
tax levy duty
loan credit
free complimentary
cash money
bill invoice
receipt proof
budget
expense cost expenditure
bonus allowance
donate donation gift
owe due outstanding
afford
profit gain
subscription membership plan
cheap inexpensive
expensive costly

# time and process
begin start commence commencement open
end finish expire expiry conclude
cancel cancellation terminate termination void
delay late lateness delayed overdue
postpone defer reschedule
extend extension prolong
renew renewal
deadline due closing
period term duration
annual yearly
monthly
weekly
daily
holiday leave vacation
now currently
previous former prior old
new recent latest
soon
opening hours
closed shut
open
often frequency
early
wait waiting

# allowed, forbidden, required
allowed may permitted permit can
forbidden prohibited banned ban prohibit
must required mandatory compulsory shall
need require requirement
exempt exemption exception excluded
approve approval consent permission authorise authorize
refuse reject decline deny
cover include covered
apply application
maximum limit cap most
minimum least
obligation duty
right entitlement entitled
responsible liable liability
rule regulation
law act statute
eligible qualify

# people and offices
boss head chair director manager supervisor
employee worker staff
employer company firm
customer client buyer consumer
seller vendor retailer shop
landlord owner lessor
tenant renter lessee occupant resident
student pupil learner
teacher instructor tutor lecturer
doctor physician clinician
nurse
patient
passenger traveller traveler
member
volunteer
visitor guest
child children kid kids
parent guardian
elderly senior
disabled disability
colleague coworker
driver
lawyer attorney solicitor
police
board committee council
meeting session
minutes record
decision resolution
vote ballot
complaint grievance objection
appeal
notice notification notify inform
contract agreement
clause article section paragraph
amend amendment change revise
version release edition
form application
document paperwork paper
signature sign
register registration enrol enroll enrolment sign
join
resign quit resignation
dismiss fire sack dismissal
hire recruit appoint
promotion
absence absent
attendance attend
shift
overtime
office desk
department division
headquarters office
address location place
phone telephone tel call
email mail
contact reach

# buying and goods
buy purchase
sell sale
deliver delivery ship shipping dispatch
order
product item goods article
shop store
guarantee warranty
broken damaged faulty defective defect
repair fix mend
replace replacement swap exchange
return
use usage
box package packaging
part component
spare replacement
used secondhand

# homes and places
house home dwelling
flat apartment unit
rent lease
building block
room
floor storey
lift elevator
garage parking
park parking
key
bathroom toilet
kitchen
bin rubbish trash waste garbage
garden yard
street road
noise loud quiet
pet animal
smoke smoking
water
electricity power
gas
heating heat
clean cleaning wash
furniture
move relocate

# transport
car vehicle automobile
bus coach
train
bike bicycle cycle
truck lorry
trip journey travel
ticket
depart departure leave
arrive arrival
station stop
luggage baggage bag
speed
tyre tire
engine motor
brake
fuel petrol
licence license
flight plane

# devices
phone mobile cell
computer laptop
device machine appliance
button key
screen display
turn switch
on enable activate
off disable deactivate
update upgrade
app application program
file
save store
delete remove erase
add
password passcode
network internet
wifi wireless
setting configuration option
default
error fault failure
crash freeze
backup copy
install installation setup
battery
charge charging
cable wire
filter
leak
temperature heat
weight weigh heavy
size dimension
width wide
height tall high
length long
depth deep
capacity volume
power wattage

# health
medicine drug medication
vaccine vaccination
illness disease sick
pain ache
exam examination checkup
scan imaging
surgery operation
tooth teeth dental
fever temperature
allergy allergic
dose
emergency urgent
injury hurt
death die dead
birth born
pregnant pregnancy

# food and sport
food meal
drink beverage
ingredient
recipe
bake baking
cook cooking
match game
tournament competition contest
gym club
training exercise practice
coach trainer
swim swimming pool
player
prize award

# learning
test exam examination quiz
grade mark score
course module class
semester term
homework assignment
lecture lesson
research study
project
graduate graduation
essay paper

# saying and happening
reason cause why
purpose aim goal
way method
step stage
kind type sort
list
problem issue trouble
solution fix remedy
explain explanation
establish found
build construct construction
happen occur
picture photo photograph
colour color
keep retain hold
show display
choose select
send submit
get receive obtain
lost missing lose
steal stolen theft
danger hazard risk
safe safety
fire
protect protection
harm damage
check inspect inspection
`;
