@echo off
rem Starts Truchman with the Java that it finds: JAVA_HOME's, else the one on the PATH (17 or later).
rem Options for the JVM: JAVA_OPTS and TRUCHMAN_OPTS, separated by blanks. The file truchman does the
rem same on Linux and macOS; LauncherParityTest compares the two files.
setlocal EnableExtensions DisableDelayedExpansion

for %%d in ("%~dp0..") do set "home=%%~fd"

if not defined JAVA_HOME goto path
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto version
echo truchman: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it; set it to a JDK or JRE, 17 or later, or unset it 1>&2
exit /b 1

:path
set "java="
for %%j in (java.exe) do set "java=%%~$PATH:j"
if defined java goto version
echo truchman: no Java found; install a JDK or JRE, 17 or later, and set JAVA_HOME to it or put it on the PATH 1>&2
exit /b 1

rem Older ones call themselves 1.8; "17.0.12", "21" and "25-ea" begin with the number that counts.
:version
set "version="
for /f "tokens=3" %%v in ('^""%java%" -version 2^>^&1 ^| findstr /c:" version "^"') do if not defined version set "version=%%~v"
set "major=0"
for /f "tokens=1 delims=.-+" %%m in ("%version%") do set "major=%%m"
if %major% geq 17 goto environment
echo truchman: "%java%" is Java %version%; Truchman needs 17 or later: set JAVA_HOME to one 1>&2
exit /b 1

rem A sum depends on how many threads share it: nothing may change their number on the way.
:environment
set "MKL_DYNAMIC=FALSE"
set "OMP_DYNAMIC=FALSE"
set "OMP_WAIT_POLICY=PASSIVE"
set "GOMP_SPINCOUNT=20000"

rem Training needs little of Java's heap, and should not let garbage fill it.
set "heap="

rem Training allocates and frees the same large arrays at each update: let malloc keep them.
:command
set "word=%~1"
if not defined word goto run
if "%word%"=="train" goto train
if "%word%"=="translate" goto tight
if "%word%"=="lm" goto next
if not "%word:~0,1%"=="-" goto run
:next
shift
goto command

:train
set "MALLOC_MMAP_THRESHOLD_=4294967296"
set "MALLOC_TRIM_THRESHOLD_=8589934592"
set "MALLOC_TOP_PAD_=268435456"

:tight
set "heap=-Xmn32m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30"

:run
"%java%" ^
  -Dai.djl.offline=true ^
  --enable-native-access=ALL-UNNAMED ^
  -XX:+UseSerialGC ^
  -Dfile.encoding=UTF-8 ^
  -Dtruchman.home="%home%" ^
  %heap% %JAVA_OPTS% %TRUCHMAN_OPTS% ^
  -cp "%home%\lib\*" org.truchman.cli.Main %*
exit /b %errorlevel%
